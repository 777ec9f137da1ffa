using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>名簿: whom an organisation says works for it here, as it handed the list in. A later list is another one.</summary>
internal sealed class Roster : IAudited
{
    private Roster() { }

    public Roster(Guid contract, int number, DateOnly handedInOn, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (ContractId, Number, HandedInOn, EnteredById, EnteredAtUtc) = (contract, number, handedInOn, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid ContractId { get; private set; }

    /// <summary>1, 2, 3 … of the contract's lists.</summary>
    public int Number { get; private set; }

    public DateOnly HandedInOn { get; private set; }

    public Guid EnteredById { get; private set; }

    public DateTime EnteredAtUtc { get; private set; }
}

/// <summary>One person of a list.</summary>
internal sealed class RosterLine : IAudited
{
    private RosterLine() { }

    public RosterLine(Guid roster, int order, RosterEntry entry)
    {
        Id = NewId.Create();
        (RosterId, ListOrder, Name, HasProof) = (roster, order, entry.Name, entry.HasProof);
        (OathOn, TrainedOn, LeftOn) = (entry.OathOn, entry.TrainedOn, entry.LeftOn);
    }

    public Guid Id { get; private set; }

    public Guid RosterId { get; private set; }

    public int ListOrder { get; private set; }

    [Personal]
    public string Name { get; private set; } = "";

    /// <summary>Whether it was shown that the person is employed by the organisation itself: a contractor of 19 people once had 10 of
    /// another firm.</summary>
    public bool HasProof { get; private set; }

    /// <summary>誓約書.</summary>
    public DateOnly? OathOn { get; private set; }

    /// <summary>研修.</summary>
    public DateOnly? TrainedOn { get; private set; }

    /// <summary>The last day of work; null while there is none.</summary>
    public DateOnly? LeftOn { get; private set; }
}

/// <summary>One line of a list as it was read.</summary>
public sealed record RosterEntry(string Name, bool HasProof, DateOnly? OathOn, DateOnly? TrainedOn, DateOnly? LeftOn);

/// <summary>A list of people: what a supervisor types, or pastes from a workbook.</summary>
public sealed class RosterDetails
{
    private const int MostOfText = 15_000;

    [LocalizedRequired]
    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(RosterTexts.HandedInOn), ResourceType = typeof(RosterTexts))]
    public DateOnly? HandedInOn { get; set; }

    [Personal]
    [LocalizedRequired, LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(RosterTexts.Lines), Description = nameof(RosterTexts.LinesHint), ResourceType = typeof(RosterTexts))]
    public string? Lines { get; set; }
}
