//! Names in Azerbaijani.

use super::{Endings, NameWords, Step};

const fn step(suffixes: &'static str) -> Step {
    Step { suffixes, leans: false, spares_persons: false }
}

pub(super) static WORDS: NameWords = NameWords {
    endings: Endings::Steps(&[
        Step { suffixes: "lAr", leans: false, spares_persons: true },
        step("(I)m (I)n (I)mIz (I)nIz (s)I"),
        step("(n)In (y)A (y)I dA dAn (y)lA (n)A (n)I (n)dA (n)dAn (n)cA"),
        Step { suffixes: "kI kIlAr kInIn kInI kInA kIndAn", leans: true, spares_persons: false },
        step("dIr dIrlAr dIrsA (y)dI (y)mIs (y)sA (y)ken"),
    ]),
    titles: "bey xan pasa aga efendi sah mirze xanim bek begim",
    roles: "yoldas komissar general professor doktor akademik yoldas lord qraf ser mister cenab xanim polkovnik podpolkovnik \
            mayor kapitan admiral prezident nazir sefir konsul katib sedr komandan leytenant cavan genc qoca molla \
            haci seyid seyx ustad muellim yazici sair rehber basqan aqronom direktor bas xalq kral sahzade knyaz \
            marsal serdar elci naib",
    given: "abbas abdulla abdul adil agabey agasi ahmed akif alim alis aliheyder arif aslan asif ayna aynur aydin azad \
            babek bahadur bala behbud behram cabbar cafer camal cavad cavid cavansir celil cemil ceyhun ceyran cingiz \
            dadas davud elcin eldar elman elmar elsad emin enver esed esref etibar eli elekber elesger elimerdan \
            ebdul ebulfez ehmed ekber elheyder feteli ferhad ferman fereh firudin fuad fikret firidun \
            gulnar gulsen habib haci hacibaba hemid hasan hesen heyder hesim hikmet huseyn husnu huseynqulu ibrahim \
            ilham ilqar ilyas imran isa isgender ismayil ismet israfil iskender kamal kamil kamran kazim kerim \
            kerbelayi leyla lutfi mahmud mehdi mehmed mehmet mehemmed memmed mikayil mir mirze mirzebala mirzeaga \
            mirqasim mirceler mirebbas movsum mubariz murad mursel musa mustafa mutellim muxtar nadir nagi namiq nazim \
            necef neriman nesib nesir nigar nizami novruz nuru nuri nureddin oruc orxan osman perviz qara qasim qezenfer \
            qulam rafiq ramiz rasim rasul rauf rehim resid resul reza riza rovsen rustem ruslan sabir sadiq sahbaz \
            samed samed salman sahib said sakir sarxan selim sema semed seid sefi sefiqe sahin sirin sirvan subhi suleyman \
            sultan tagi tahir talib teymur tofiq turqut turan ugur umud vaqif veli veysel vidadi vasif vuqar xalid xelil \
            xosrov xudadat yaqub yaver yunis yusif zahid zaur zeynal zeynalabdin zakir ziya zulfuqar",
    families: "ov ova yev yeva zade li lu skaya ski oglu qizi yan evic",
    fathers: "oglu qizi ovic evic yevic ovna yevna",
    named_after: "kuce rayon prospekt seher adina metro stansiya kolxoz sovxoz zavod fabrik korpu park mekteb universitet \
                  institut meydan dalan mehelle qesebe kend gemi orden mukafat medal komsomol kommunist muze \
                  ailesi nesli soyad xeyriyye neft parox buxta",
    addressed: "teleqram mektub gonder gel unvan yaz vur cat yolla nota",
    named_before: "",
    ordinary: "polad edalet qoca aslan sirin bahar qara sahin demir gunes ildirim sevinc umid zefer",
    articles: "",
    guesses_given: true,
    has_noun_capitals: false,
};
