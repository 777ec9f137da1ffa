using System.Collections.Frozen;
using System.Text;

namespace SupportCenter.Domain.Text;

/// <summary>Old and variant forms of kanji (異体字, 旧字体) beside the form that searching uses for all of them.</summary>
internal static class KanjiVariants
{
    // Pairs of variant and common form. Only shapes of one character are here, never two words that mean the same:
    // names of people and shops are typed with whichever shape the speaker names on the telephone.
    private const string Pairs =
        "髙高 﨑崎 嵜崎 齋斉 斎斉 齊斉 邊辺 邉辺 𠮷吉 澤沢 濵浜 濱浜 廣広 櫻桜 龍竜 嶋島 嶌島 峯峰 冨富 條条 國国 圀国 學学 會会 圓円 藝芸 靜静 榮栄 壽寿 實実 眞真 德徳 惠恵 淺浅 瀨瀬 瀧滝 "
        + "渕淵 渊淵 關関 驛駅 鐵鉄 鐡鉄 銕鉄 佛仏 假仮 萬万 與与 寶宝 寳宝 龜亀 莊荘 桒桑 栁柳 槇槙 槗橋 舘館 廳庁 遙遥 堯尭 曾曽 彌弥 禮礼 豐豊 戶戸 黑黒 黃黄 增増 綠緑 緖緒 祗祇 鷗鴎 賴頼 "
        + "繫繋 剝剥 塡填 頰頬 瘦痩 焰焔 蟬蝉 蠟蝋 醬醤 麴麹 麵麺 麪麺 鹼鹸 囊嚢 屛屏 幷并 搔掻 禱祷 簞箪 萊莱 蔣蒋 顚顛 驒騨 畧略 烟煙 餠餅 飮飲 鑛鉱 礦鉱 鑄鋳 鹽塩 縣県 區区 號号 處処 舊旧 "
        + "舍舎 臺台 桧檜 壹一 壱一 貳二 弐二 參参 權権 勸勧 觀観 歡歓 應応 經経 繼継 續続 總総 聲声 聽聴 傳伝 轉転 團団 圖図 圍囲 壓圧 壯壮 將将 專専 對対 屬属 歲歳 歸帰 氣気 濟済 溪渓 燈灯 "
        + "營営 獨独 產産 畫画 當当 疊畳 發発 盡尽 祿禄 禪禅 稱称 穗穂 竝並 粹粋 絲糸 縱縦 肅粛 膽胆 藏蔵 藥薬 蘆芦 螢蛍 蠶蚕 衞衛 裝装 裡裏 覺覚 譽誉 讀読 變変 豫予 賣売 邨村 鄕郷 醫医 釀醸 "
        + "鎭鎮 鋪舗 錢銭 鍊錬 雜雑 靈霊 顯顕 飜翻 髮髪 鷄鶏 雞鶏 麥麦 黨党 齒歯 龝秋 穐秋 凜凛 埜野 塲場 夛多 奧奥 孃嬢 寬寛 尙尚 巖巌 巢巣 帶帯 彈弾 徑径 從従 恆恒 悅悦 愼慎 戀恋 戲戯 拂払 "
        + "拔抜 敎教 數数 晉晋 曉暁 曆暦 來来 樂楽 樣様 檢検 步歩 淨浄 淸清 溫温 滿満 潛潜 澁渋 濕湿 灣湾 爐炉 狀状 狹狭 瑤瑶 瓣弁 甁瓶 硏研 祕秘 稻稲 纖繊 聰聡 莖茎 蟲虫 蠣蛎 謠謡 辨弁 辯弁 "
        + "逹達 鄰隣 釡釜 閒間 險険 隨随 隱隠 靑青 頴穎 餘余 鬪闘 鯵鰺 麸麩 亞亜 惡悪 爲為 壞壊 擴拡 覽覧 鴈雁 舩船 舖舗 彥彦 顏顔 晝昼 晄晃 昻昂 珎珍 罐缶 羣群 菴庵 蘓蘇 襃褒 讓譲 讚讃 躰体 "
        + "體体 醉酔 釋釈 鈎鉤 鑒鑑 雙双 靭靱 驗験 鶯鴬 點点";

    private static readonly FrozenDictionary<Rune, Rune> Common = Read();

    /// <summary>The form that searching uses for this character, or the character itself.</summary>
    public static Rune Of(Rune rune) => Common.TryGetValue(rune, out var common) ? common : rune;

    private static FrozenDictionary<Rune, Rune> Read()
    {
        var pairs = new Dictionary<Rune, Rune>();
        foreach (var pair in Pairs.Split(' '))
        {
            var runes = pair.EnumerateRunes().ToArray();
            if (runes[0] != runes[1])
            {
                pairs[runes[0]] = runes[1];
            }
        }

        return pairs.ToFrozenDictionary();
    }
}
