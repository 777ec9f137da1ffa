using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using GuidanceRow = SupportCenter.Domain.Consultations.GuidanceRow;

namespace SupportCenter.Tests.Forms;

/// <summary>What holds for the fields of any form.</summary>
public sealed class FormFieldsTests
{
    public static TheoryData<object> Forms =>
        [
            FilledDetails.Of<ReservationDetails>(),
            FilledDetails.Of<ConsultationDetails>(),
            FilledDetails.Of<GuidanceRow>(),
            FilledDetails.Of<BusinessDetails>(),
            FilledDetails.Of<CallbackDetails>(),
            FilledDetails.Of<NewStaffDetails>(),
            FilledDetails.Of<EveryKind>(),
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Cleaning_keeps_every_field_that_needs_no_cleaning(object filled) =>
        AssertEach.Of(FormFields.Of(filled.GetType()), field => Assert.Equal(field.Read(filled), field.Read(FormFields.Cleaned(filled))));

    [Fact]
    public void Texts_are_trimmed_numbers_are_digits_and_empty_rows_are_left_out()
    {
        var typed = new EveryKind
        {
            Name = " 例示\r\n製作所　",
            Remark = "　",
            Ring = "（075）000－1234",
            Rows = [new() { Measure = " " }, new() { Measure = " 制度 " }],
            Ticked = [Guid.Empty, Guid.Empty],
        };

        var clean = FormFields.Cleaned(typed);

        Assert.Equal(("例示 製作所", null, "0750001234"), (clean.Name, clean.Remark, clean.Ring));
        Assert.Equal("制度", Assert.Single(clean.Rows).Measure);
        Assert.Single(clean.Ticked);
        Assert.Equal((" 例示\r\n製作所　", 2), (typed.Name, typed.Rows.Count));
    }

    [Fact]
    public void A_copy_shares_no_list_and_no_row_with_what_was_copied()
    {
        var filled = FilledDetails.Of<EveryKind>();
        filled.Rows = [new() { Measure = "制度" }];

        var copy = FormFields.Copy(filled);
        copy.Rows[0].Measure = "他の制度";

        Assert.Equal(nameof(EveryKind.Rows), Assert.Single(FormFields.Differences(filled, copy)));
    }

    [Fact]
    [Asvs("2.2.2")]
    public void A_choice_that_nobody_offers_is_refused_and_one_not_made_yet_is_asked_for()
    {
        var broken = FormChecks.Of(new EveryKind { Name = "例示", Offered = (Issuer)9 }).Single();
        Assert.Equal((nameof(EveryKind.Offered), DomainTexts.ChoiceUnknown, false), (broken.Field, broken.Sentence, broken.IsMissing));
        var missing = FormChecks.Of(new EveryKind { Name = "例示", Offered = default }).Single();
        Assert.Equal((nameof(EveryKind.Offered), true), (missing.Field, missing.IsMissing));
        Assert.Equal(nameof(EveryKind.Kinds), FormChecks.Of(new EveryKind { Name = "例示", Kinds = (Topics)1024 }).Single().Field);
    }

    [Fact]
    [Asvs("2.2.2")]
    public void What_is_wrong_in_a_row_is_said_beside_the_field_of_the_row()
    {
        var row = new GuidanceRow { Measure = new string('あ', 201) };

        var broken = FormChecks.Of(new EveryKind { Name = "例示", Rows = [new(), row] }).Single();

        Assert.Same(row, broken.Part);
        Assert.Equal(nameof(GuidanceRow.Measure), broken.Field);
    }

    [Fact]
    public void An_old_workbook_that_has_the_label_of_a_new_field_fills_it_in()
    {
        var fields = FurtherLabels.Of<EveryKind>(9000);
        var filled = FilledDetails.Of<EveryKind>();
        Assert.Equal(
            FormFields.Further<EveryKind>().Where(field => field.IsSingle).Select(field => field.Name),
            fields.Select(one => one.Field.Name)
        );
        var typed = fields.ToDictionary(
            one => one.Label,
            one => new GridCell(0, 0, string.Join('、', FilledDetails.WordsOf(one.Field.Read(filled))))
        );

        var found = FurtherLabels.Read(fields, label => [typed[label]], null, new ImportDoubtList());

        Assert.Empty(FormFields.Differences(filled, FurtherLabels.Put(new EveryKind { Offered = Issuer.City }, found)));
    }

    /// <summary>A form with a field of every kind, none of them on paper.</summary>
    internal sealed class EveryKind
    {
        [LocalizedRequired, LocalizedMaxLength(50)]
        public string Name { get; set; } = "";

        [DataType(DataType.MultilineText)]
        public string? Remark { get; set; }

        [DataType(DataType.PhoneNumber)]
        public string? Ring { get; set; }

        public int? Count { get; set; }

        public bool Agreed { get; set; }

        public DateOnly? On { get; set; }

        public TimeOnly? At { get; set; }

        public Issuer Offered { get; set; } = Issuer.City;

        public Topics Kinds { get; set; }

        public List<Guid> Ticked { get; set; } = [];

        public List<GuidanceRow> Rows { get; set; } = [];
    }
}
