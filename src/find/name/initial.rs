//! Initials, which one name has several of: Georgi is Q., G. and Г.

/// The sounds that the first letter of a name may stand for, as bits. 0 is no letter we know.
pub(super) fn initial(key: &str) -> u32 {
    let mut letters = key.chars();
    let (first, second) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    let kinds = match (first, second) {
        ('k', 'h') => "kh",
        ('s', 'h' | 'c') => "s",
        ('z', 'h') => "j",
        ('c', 'h') => "ch",
        ('d', 'z') | ('д', 'ж') => "dcj",
        ('d', 's') | ('д', 'з') => "dc",
        ('t', 's') => "tsc",
        _ => one(first),
    };
    kinds.bytes().fold(0, |bits, kind| bits | 1 << (kind - b'a'))
}

/// The sounds of one letter.
fn one(letter: char) -> &'static str {
    match letter {
        'a' | 'э' | 'а' => "a",
        'e' | 'е' => "ay",
        'b' | 'б' => "b",
        'c' | 'ч' => "cj",
        'ҹ' => "cj",
        'd' => "d",
        'д' => "dcj",
        'f' | 'ф' => "f",
        'g' | 'q' => "g",
        'г' => "gh",
        'h' => "h",
        'x' | 'х' => "h",
        'i' | 'и' | 'й' | 'ы' => "y",
        'y' => "yu",
        'я' => "y",
        'ю' => "yu",
        'j' => "cjy",
        'ж' => "j",
        'k' | 'к' => "kg",
        'l' | 'л' => "l",
        'm' | 'м' => "m",
        'n' | 'н' => "n",
        'o' | 'о' => "o",
        'p' | 'п' => "p",
        'r' | 'р' => "r",
        's' | 'с' => "s",
        'ш' | 'щ' => "s",
        't' | 'т' => "t",
        'ц' => "tsc",
        'u' | 'у' => "u",
        'v' | 'w' | 'в' => "v",
        'z' | 'з' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn initials_are_compared_as_they_sound() {
        let check = |one: &str, other: &str, expected: bool| {
            assert_eq!(initial(one) & initial(other) != 0, expected, "{one} {other}");
        };
        check("q", "georgi", true);
        check("г", "georgi", true);
        check("г", "hemid", true);
        check("q", "hemid", false);
        check("c", "cavad", true);
        check("j", "iosif", true);
        check("w", "vladimir", true);
        check("x", "khosrov", true);
        check("a", "neriman", false);
        check("m", "neriman", false);
    }
}
