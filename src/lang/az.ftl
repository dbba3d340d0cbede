nav-texts = x
