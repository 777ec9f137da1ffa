using PdfSharp.Pdf;
using SupportCenter.Portal;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

public sealed class ConsultationPdfTests
{
    [Fact]
    public void An_ordinary_record_is_one_page_of_A4()
    {
        var printed = ConsultationPdf.Render(Sheets.Ordinary);
        Assert.Equal(1, printed.PageCount);
        Assert.Empty(printed.Undrawn);
        using var pdf = new PrintedPdf(printed.Bytes);
        var page = Assert.Single(pdf.Document.Pages.Cast<PdfPage>());
        Assert.Equal(210, page.Width.Millimeter, 1);
        Assert.Equal(297, page.Height.Millimeter, 1);
    }

    [Fact]
    public void The_form_says_the_papers_words_in_the_papers_order()
    {
        using var pdf = new PrintedPdf(ConsultationPdf.Render(Sheets.Ordinary).Bytes);
        string[] words =
        [
            "中小企業等支援策活用サポートセンター　予約内容",
            "受付日：令和2年7月1日(水)",
            "受付者：受付 太郎",
            "予約日",
            "7月16日 (木)",
            "会場名",
            "中京区役所",
            "時間帯",
            "13:00～13:50",
            "企業名",
            "株式会社例題製作所祇園",
            "担当者名",
            "例題 一郎",
            "TEL",
            "075-000-1234",
            "会社所在地",
            "中京区",
            "業種",
            "飲食業",
            "従業員数",
            "5人",
            "1．持続化給付金の申請をしておりますか？",
            "している",
            "2．コロナ関連の融資を利用していますか？",
            "している",
            "3．今回、特に相談したい制度はございますか？",
            "知りたい制度はあるが、名称がわからない。",
            "4．ご予約頂くのは初めてでしょうか？",
            "2回目",
            "確認事項",
            "相談票",
            "行政書士名",
            "行政書士 見本一",
            "相談時間",
            "13:02～13:48（46分）",
            "相談者区分",
            "中小企業",
            "小規模事業者",
            "個人事業者",
            "その他",
            "相談内容区分",
            "利用できる支援策を教えてほしい",
            "個別の支援策の内容を教えてほしい",
            "制度の詳細",
            "申請書の記載方法等",
            "その他(　　　　)",
            "活用したい支援策",
            "京都市の支援策(　　　　)",
            "京都府の支援策",
            "支援補助金(事業再出発支援・緊急応援)",
            "国の支援策",
            "持続化給付金",
            "家賃支援",
            "ものづくり・商業・サービス",
            "持続化補助金",
            "IT導入",
            "(　　　　)",
            "お困りごと",
            "売上の減少",
            "原材料、部品等の調達が困難",
            "受注・利用者減少",
            "取引、商談、イベント等の延期・中止",
            "感染防止対策",
            "売上減少の状況",
            "コロナ前と比較して、売上が",
            "変動なし",
            "30%以上減少",
            "50%以上減少",
            "80%以上減少",
            "相談内容",
            "【相談の概要】",
            "新聞に載っていた制度の概要が知りたい。",
            "【案内した制度】",
            "・雇用調整助成金：",
            "【所感】",
            "■備考・その他",
            "取扱注意",
            "1 / 1",
            "印刷　見本 花子（本市）　令和2年7月16日(木) 14:05",
        ];
        var at = 0;
        foreach (var word in words)
        {
            var found = pdf.Flowing.IndexOf(word, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"「{word}」 does not stand where the paper has it.");
            at = found + word.Length;
        }
    }

    [Fact]
    public void A_draft_says_so_on_every_page_and_a_final_record_does_not()
    {
        var text = string.Concat(Enumerable.Repeat("長い話でした。", 600));
        var draft = Sheets.Ordinary with { Summary = text, Print = Sheets.Mark with { Status = "下書き" } };
        using var pdf = new PrintedPdf(ConsultationPdf.Render(draft).Bytes);
        Assert.True(pdf.Pages.Count > 1);
        AssertEach.Of(pdf.Pages, page => Assert.Contains("下書き", page, StringComparison.Ordinal));
        using var final = new PrintedPdf(ConsultationPdf.Render(Sheets.Ordinary).Bytes);
        Assert.DoesNotContain("下書き", final.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_record_goes_on_under_a_head_that_says_which_record_and_page_it_is()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => $"第{i}の話をしました。"));
        var printed = ConsultationPdf.Render(Sheets.Ordinary with { Summary = text });
        using var pdf = new PrintedPdf(printed.Bytes);
        Assert.Equal(pdf.Pages.Count, printed.PageCount);
        Assert.InRange(printed.PageCount, 2, 5);
        for (var page = 2; page <= pdf.Pages.Count; page++)
        {
            Assert.StartsWith(
                "相談票（続き）　7月16日 (木) 13:00～13:50　株式会社例題製作所祇園",
                pdf.Pages[page - 1],
                StringComparison.Ordinal
            );
            Assert.Contains($"{page} / {pdf.Pages.Count}", pdf.Pages[page - 1], StringComparison.Ordinal);
        }

        var body = pdf.Body;
        AssertEach.Of(Enumerable.Range(0, 500), i => Assert.Contains($"第{i}の話", body, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_that_is_a_little_too_long_is_set_smaller_before_it_takes_a_second_page()
    {
        var pages = Enumerable
            .Range(1, 20)
            .Select(lines =>
                ConsultationPdf.Render(Sheets.Ordinary with { Remarks = string.Join('\n', Enumerable.Repeat("補足です。", lines)) })
            )
            .ToList();
        var single = pages.TakeWhile(printed => printed.PageCount == 1).ToList();
        Assert.InRange(single.Count, 2, 19);
        AssertEach.Of(pages.Skip(single.Count), printed => Assert.Equal(2, printed.PageCount));
        Assert.Contains(single, printed => SizesOf(printed).Contains("8.5"));
        Assert.DoesNotContain("8.5", SizesOf(pages[^1]));
    }

    [Fact]
    public void Typefaces_are_embedded_as_subsets()
    {
        using var pdf = new PrintedPdf(ConsultationPdf.Render(Sheets.Ordinary with { BusinessName = "𠮷野" }).Bytes);
        Assert.Equal(3, pdf.Fonts.Count);
        AssertEach.Of(pdf.Fonts, font =>
        {
            Assert.Matches(@"^/[A-Z]{6}\+", font.Elements.GetName("/BaseFont"));
            var descendant = font.Elements.GetArray("/DescendantFonts")!.Elements.GetDictionary(0)!;
            var file = descendant.Elements.GetDictionary("/FontDescriptor")!.Elements.GetDictionary("/FontFile2");
            Assert.InRange(file!.Stream.UnfilteredValue.Length, 300, 400_000);
        });
    }

    [Fact]
    public void The_files_own_properties_name_no_one()
    {
        var printed = ConsultationPdf.Render(Sheets.Ordinary);
        using var pdf = new PrintedPdf(printed.Bytes);
        Assert.Equal("相談票", pdf.Document.Info.Title);
        Assert.Equal("", pdf.Document.Info.Author + pdf.Document.Info.Subject + pdf.Document.Info.Keywords);
        Assert.Equal(Sheets.Mark.At.UtcDateTime, pdf.Document.Info.CreationDate.ToUniversalTime());
        foreach (var personal in (string[])["例題", "見本", "075-000-1234"])
        {
            Assert.DoesNotContain(AsLatin1(System.Text.Encoding.UTF8, personal), pdf.Raw, StringComparison.Ordinal);
            Assert.DoesNotContain(AsLatin1(System.Text.Encoding.BigEndianUnicode, personal), pdf.Raw, StringComparison.Ordinal);
            Assert.DoesNotContain(
                Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(personal)),
                pdf.Raw,
                StringComparison.OrdinalIgnoreCase
            );
        }

        static string AsLatin1(System.Text.Encoding encoding, string text) =>
            System.Text.Encoding.Latin1.GetString(encoding.GetBytes(text));
    }

    [Fact]
    public void Rare_characters_come_out_as_they_went_in()
    {
        var sheet = Sheets.Ordinary with
        {
            BusinessName = "𠮷野葛\U000E0100城髙﨑ｶﾞｰﾃﾞﾝ㈱",
            ContactName = "辻\U000E0100 か\u3099き",
            Remarks = "\uFA19社",
        };
        var printed = ConsultationPdf.Render(sheet);
        using var pdf = new PrintedPdf(printed.Bytes);
        Assert.Empty(printed.Undrawn);
        Assert.Contains(sheet.BusinessName, pdf.Flowing, StringComparison.Ordinal);
        Assert.Contains("辻\U000E0100 がき", pdf.Flowing, StringComparison.Ordinal);
        Assert.Contains("\uFA19社", pdf.Flowing, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_drawn_is_reported_once_for_each_place_and_noted_on_the_paper()
    {
        var printed = ConsultationPdf.Render(
            Sheets.Ordinary with
            {
                BusinessName = "🍎屋",
                Summary = "🍎と\uE000と\uD842と\u202E山\U000E01EF",
                Print = Sheets.Mark with { By = "🍎" },
            }
        );
        Assert.Equal(
            [
                new UndrawnCharacter(0x202E, GlyphSubstitution.Nothing, 1),
                new UndrawnCharacter('山', GlyphSubstitution.UsualForm, 1),
                new UndrawnCharacter(0xD842, GlyphSubstitution.Geta, 1),
                new UndrawnCharacter(0xE000, GlyphSubstitution.Geta, 1),
                new UndrawnCharacter(0x1F34E, GlyphSubstitution.Geta, 3),
            ],
            printed.Undrawn
        );
        using var pdf = new PrintedPdf(printed.Bytes);
        Assert.Contains("〓と〓と〓と山", pdf.Flowing, StringComparison.Ordinal);
        Assert.Contains(string.Format(null, PrintingTexts.GetaNote, 5), pdf.Flowing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_to_be_filled_in_by_hand_has_every_cell_and_no_tick()
    {
        var printed = ConsultationPdf.Render(Sheets.Blank);
        using var pdf = new PrintedPdf(printed.Bytes);
        Assert.Equal(1, printed.PageCount);
        Assert.Contains("　　人", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("月　　日", pdf.Text, StringComparison.Ordinal);
        Assert.Equal(0, pdf.Ticks);
    }

    [Fact]
    public void Each_answer_that_was_chosen_has_its_tick()
    {
        var chosen = Sheets
            .Ordinary.ClientCategories.Concat(Sheets.Ordinary.Topics)
            .Concat(Sheets.Ordinary.Measures)
            .Concat(Sheets.Ordinary.Troubles)
            .Concat(Sheets.Ordinary.SalesDeclines)
            .Count(choice => choice.Ticked);
        using var pdf = new PrintedPdf(ConsultationPdf.Render(Sheets.Ordinary).Bytes);
        Assert.Equal(7, chosen);
        Assert.Equal(chosen, pdf.Ticks);
    }

    [Theory]
    [MemberData(nameof(HostileTexts.Named), MemberType = typeof(HostileTexts))]
    public void A_hostile_text_in_any_field_is_printed_whole(string name)
    {
        var text = HostileTexts.All[name];
        foreach (var sheet in HostileTexts.InEachField(Sheets.Ordinary, text))
        {
            var printed = ConsultationPdf.Render(sheet);
            using var pdf = new PrintedPdf(printed.Bytes);
            Assert.Equal(printed.PageCount, pdf.Pages.Count);
            Assert.Contains("■備考・その他", pdf.Text, StringComparison.Ordinal);
            var wanted = HostileTexts.Ink(text);
            Assert.Equal(wanted.Length, Count(pdf.Body, wanted));
        }
    }

    [Fact]
    public void Many_may_print_at_once() => Parallel.For(0, 64, i =>
        {
            var sheet = Sheets.Ordinary with { BusinessName = $"𠮷野商店{i}号" };
            using var pdf = new PrintedPdf(ConsultationPdf.Render(sheet).Bytes);
            Assert.Contains(sheet.BusinessName, pdf.Flowing, StringComparison.Ordinal);
        });

    // How many of the wanted characters are on the paper in their order.
    static int Count(string body, string wanted)
    {
        var at = 0;
        foreach (var character in body)
        {
            if (at < wanted.Length && character == wanted[at])
                at++;
        }

        return at;
    }

    static string[] SizesOf(RenderedPdf printed)
    {
        using var pdf = new PrintedPdf(printed.Bytes);
        return [.. pdf.Sizes()];
    }
}
