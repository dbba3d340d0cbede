//! Names in Turkish.

use super::{Endings, NameWords, Step};

const fn step(suffixes: &'static str) -> Step {
    Step { suffixes, leans: false, spares_persons: false }
}

pub(super) static WORDS: NameWords = NameWords {
    endings: Endings::Steps(&[
        Step { suffixes: "lAr", leans: false, spares_persons: true },
        step("(I)m (I)n (I)mIz (I)nIz (s)I"),
        step("(n)In (y)A (y)I DA DAn (y)lA (n)A (n)I (n)DA (n)DAn CA (n)CA"),
        Step { suffixes: "ki kiler kinin kini kine kinden", leans: true, spares_persons: false },
        step("DIr DIrlAr (y)DI (y)mIs (y)sA (y)ken"),
    ]),
    titles: "bey han pasa aga efendi sah hanim hoca celebi mirza",
    roles: "komiser general professor doktor akademisyen yoldas lord kont sir mister sayin albay yarbay binbasi yuzbasi \
            amiral baskan cumhurbaskani bakan elci konsolos sekreter komutan tegmen genc yasli molla haci seyyid \
            seyh ogretmen yazar sair gazeteci lider profesor dr prof maresal prens \
            ermeni gurcu rus turk azeri bolsevik sovyet ingiliz alman kurt leninist",
    given: "abdullah adnan ahmet ahmed ali alparslan arif aziz bekir bulent cafer celal cemal cevdet cihan derya ekrem \
            emin enver ercan erdal erol fahri falih fatih fethi fevzi fikret fuad fuat galip habib hakan halide halil hamdi \
            hasan haydar hikmet huseyin husrev ibrahim ihsan ilhan ismail ismet izzet kadir kazim kemal kenan mahmud mahmut \
            mehmed mehmet mithat muhammed muhittin murat mustafa necip nihat nuri nazim omer orhan osman rauf recep \
            refet refik resat riza sabri sadri said sait salih selim serif sukru suleyman tahsin talat tevfik turgut \
            vehbi veysel yakup yasar yavuz yunus yusuf zeki ziya",
    families: "oglu zade ov yev soy",
    fathers: "oglu kizi ovic yevic ovna",
    named_after: "cadde sokag sokak mahalle ilce semt koprusu meydan park okul lise universite istasyon kolhoz sovhoz fabrika \
                  bulvar kentin sehri koyu odul nisan ailesi soyad havaliman muze vakf stadyum",
    addressed: "telgraf mektup gonder gel yaz cek yolla nota",
    named_before: "",
    ordinary: "polat polad demir gunes yildirim ozturk aslan kaya bahar deniz arslan kilic toprak",
    articles: "",
    guesses_given: true,
    has_noun_capitals: false,
};
