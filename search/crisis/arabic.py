"""Arabic: the standard language, words of the dialects, and the Latin letters and digits in which young people type it."""

from __future__ import annotations

import re

from search.crisis.grammar import Grammar, listed

_CHILD = listed("""
ابني ابنتي بنتي ولدي طفلي طفلتي ابناي اولادي اطفالي بناتي ابننا ابنتنا مراهقتي ولادي وليدي ابنتى
wldi weldi waldi wlidi bnti benti binti ibni ebni wladi wladna
""")
_FRIEND = listed("""
صديقي صديقتي صاحبي صاحبتي رفيقي رفيقتي زميلي زميلتي اخي اختي خويا اختها اخويا جارتي جاري صحبي صحبتي قريبتي قريبي
sa7bi sa7bti s7abi s7abti sahbi sahbti khouya khoya khti okhti akhi rfi9i sadi9i sadi9ati
""")

ARABIC = Grammar(
    fillers=listed("""
    في من علي الي عن مع ان انه انها اني هذا هذه ذلك هو هي قد لقد جدا كثيرا كتير بزاف برشا يعني بس كل شي عم راه راني رح سوف دائما حقا
    فعلا ايضا و
    f fi men mn 3la 3ala bzaf barcha ktir kteer
    """),
    light=listed("انا انت كان كانت هم التي الذي ana li lli اللي ديال ديالي ديالها تاع بتاعي"),
    denials=listed("لا ما لم لن ليس ليست لست مو مش موش مشي ماشي بدون دون مب مهو mach machi mch mish mesh mouch mab8itch mabghitch"),
    undone_by=listed("الا"),
    released_by=listed("التوقف اتوقف توقف التخلص اوقف ايقاف امنع منع اعرف ادري عارف"),
    openers=listed("انا لكن لان لانني لانه اذا لو ثم ولكن وانا هو هي بس عندما و"),
    breaks=listed("لكن ولكن لان لانني وانا والان الان بعد بعدها"),
    works=listed("""
    مسلسل مسلسلات فيلم افلام فلم اغنيه اغاني كلمات روايه كتاب كتب قصيده شعر حلقه كليب موسيقي وثائقي ممثل ممثله قصه قصص انمي مانجا
    نتفليكس موسم مسرحيه اقتباسات عبارات سكويد
    film moslsal mosalsal oghniya kalimat chanson serie movie
    """),
    games=listed("لعبه العاب ماين كرافت ماينكرافت فورتنايت روبلوكس ببجي زومبي بلايستيشن لعب l3ba lo3ba minecraft fortnite"),
    studies=listed("""
    بحث تعريف موضوع تعبير احصائيات احصائيه نسبه قانون عقوبه عقوبات ملصق ملصقات حمله وقايه الوقايه تقي نقي منع مكافحه
    توعيه تدريب مسابقه محاضره برنامج شعار مقال دراسه استبيان معني مفهوم اسباب انواع درس عرض مشروع الفرق شرح خطبه مقدمه
    b7t bahth ta3rif expose
    """),
    first=listed("""
    انا وانا نفسي حالي راسي حياتي مني معي بي لي عليا عليي صوري تصاوري جسدي جسمي ايدي يدي اريد بدي ابغى ابي عايز عايزه عاوز عاوزه بغيت
    نموت نحب حابب حابه اموت انتحر افكر بفكر كنفكر اشعر احس اجرح بجرح اتعرض بتعرض كنتعرض اوذي اقطع اكره اخاف خايف خايفه ودي
    ana ansi rasi nafsi 7ali 3liya 3lia 7yati bghit b8it nmout n7eb baddi badi ayez 3ayez 3ayza tsawri sowari kanjre7 kanfekker hrbt hrebt
    """),
    possessives=frozenset(),
    third=frozenset(),
    parents={"": _CHILD},
    witnesses={"": _FRIEND},
    first_ending=re.compile("(?!يعني|ال|ثاني|مجاني|اغاني).{2,}ني|kay[a-z0-9]{3,}ni"),
    perhaps_first=listed("هربت تعرضت تعبت كرهت مليت زهقت طلعت خرجت انتحرت اغتصبت"),
    contractions={"لل": "ال"},
    reality={"": listed("بالواقع الواقع الحقيقه بالحقيقه الواقعيه")},
    prefixes=("وال", "بال", "فال", "لل", "كال", "ال", "و", "ب", "ل", "ف", "س", "ك"),
)
