using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Exposure;

/// <summary>公開範囲点検: one run in which the portal asked itself, as somebody who has not signed in, for everything it has.</summary>
internal sealed class ExposureCheck : IAudited
{
    private ExposureCheck() { }

    public ExposureCheck(ExposureReport report, DateTime endedAtUtc)
    {
        Id = NewId.Create();
        (Target, StartedAtUtc, EndedAtUtc, Verdict) = (report.Target, report.StartedAtUtc, endedAtUtc, report.Verdict);
        (Requests, Unanswered, IdsKnown, IdsAsked) = (report.Requests, report.Unanswered, report.IdsKnown, report.IdsAsked);
    }

    public Guid Id { get; private set; }

    /// <summary>The address that was asked; null for the addresses on which the portal itself listens.</summary>
    public string? Target { get; private set; }

    public DateTime StartedAtUtc { get; private set; }

    public DateTime EndedAtUtc { get; private set; }

    public ExposureVerdict Verdict { get; private set; }

    public int Requests { get; private set; }

    /// <summary>How many requests had no answer: what lies behind them is not known.</summary>
    public int Unanswered { get; private set; }

    /// <summary>How many ids the database has.</summary>
    public int IdsKnown { get; private set; }

    /// <summary>How many of them each address was asked with: fewer than are known when only a sample was.</summary>
    public int IdsAsked { get; private set; }
}

/// <summary>One thing that a run came upon: public on purpose, or an alarm.</summary>
internal sealed class ExposureFinding
{
    private ExposureFinding() { }

    public ExposureFinding(Guid check, ExposureFound found)
    {
        Id = NewId.Create();
        CheckId = check;
        (Kind, Address, Method, Status, Clue, Times) = (found.Kind, found.Address, found.Method, found.Status, found.Clue, found.Times);
    }

    public Guid Id { get; private set; }

    public Guid CheckId { get; private set; }

    public FindingKind Kind { get; private set; }

    /// <summary>The entry of the allow-list; of an alarm the address that was asked, with {Id} in place of ids. An address that should
    /// not be public may say anything, a business's name too.</summary>
    [Personal]
    public string Address { get; private set; } = "";

    public string Method { get; private set; } = "";

    /// <summary>The answer's HTTP status.</summary>
    public int Status { get; private set; }

    /// <summary>Which piece of a canary was in the answer; null where none was.</summary>
    public string? Clue { get; private set; }

    public int Times { get; private set; }
}
