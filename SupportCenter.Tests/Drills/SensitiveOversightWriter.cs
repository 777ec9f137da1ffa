using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Tests.Drills;

/// <summary>Confides something to every encrypted column of the tables of the oversight.</summary>
/// <param name="site">A prepared site.</param>
/// <param name="word">What is disclosed to a field of that name.</param>
/// <param name="supervisor">Who records.</param>
/// <param name="second">Who approves.</param>
/// <param name="record">A record that was handed in.</param>
internal sealed class SensitiveOversightWriter(DrillSite site, Func<string, string> word, Guid supervisor, Guid second, Guid record)
{
    public async Task DoAsync()
    {
        var contracts = await site.AsAsync<ContractService>(supervisor);
        var contract = (await contracts.RecordAsync(Make.ContractOf(Organisation.Contractor), null))!.Value;
        await (await site.AsAsync<ContractService>(second)).ApproveAsync(contract, await VersionAsync(contract));
        var desk = await site.ReadAsync(db => db.Staff.Where(row => row.Role == Role.BookingStaff).Select(row => row.Id).FirstAsync());
        await contracts.NameManagerAsync(contract, desk, await VersionAsync(contract));
        await (await site.AsAsync<RosterService>(supervisor)).EnterAsync(
            contract,
            new RosterDetails { HandedInOn = CentreTime.Today(TimeProvider.System), Lines = word("RosterLine.Name") + ",済" }
        );
        await InspectAsync(contract, desk);
        await contracts.EndAsync(contract, word("Contract.EndReason"), await VersionAsync(contract));
        await JudgeAsync();
    }

    private async Task InspectAsync(Guid contract, Guid desk)
    {
        var city = await site.AsAsync<InspectionService>(supervisor);
        var answers = await site.AsAsync<InspectionAnswerService>(desk);
        var details = new InspectionDetails
        {
            InspectedOn = CentreTime.Today(TimeProvider.System),
            Place = "受付室",
            Inspectors = word("Inspection.Inspectors") + "、監督 二郎",
            Met = word("Inspection.Met"),
            Summary = word("Inspection.Summary"),
        };
        var inspection = (await city.OpenAsync(contract, details))!.Value;
        var asked = (await answers.ListAsync())[0];
        await answers.AnswerItemAsync(asked.Id, new AnswerDetails { Answer = word("Finding.Answer") }, asked.Version);
        var item = (await city.FindAsync(inspection))!.Items.Single(row => row.Id == asked.Id);
        var found = new FindingDetails
        {
            Result = FindingResult.Fails,
            Severity = FindingSeverity.Light,
            Note = word("Finding.Note"),
        };
        await city.JudgeAsync(item.Id, found, item.Version);
        await city.OrderAsync(
            item.Id,
            new CorrectionDetails { Wanted = word("Correction.Wanted"), DueOn = CentreTime.Today(TimeProvider.System).AddDays(7) }
        );
        asked = (await answers.ListAsync()).First(row => row.IsCorrection);
        await answers.AnswerCorrectionAsync(asked.Id, new AnswerDetails { Answer = word("Correction.Answer") }, asked.Version);
        var correction = (await city.FindAsync(inspection))!.Items.SelectMany(row => row.Corrections).Single();
        await city.ReturnAsync(correction.Id, word("Correction.ReturnReason"), correction.Version);
    }

    private async Task JudgeAsync()
    {
        var author = await site.ReadAsync(db => db.Records.Where(row => row.Id == record).Select(row => row.ScrivenerId).SingleAsync());
        var checks = await site.AsAsync<DoubleCheckService>(supervisor);
        var day = await site.ReadAsync(db => db.Records.Where(row => row.Id == record).Select(row => row.Date).SingleAsync());
        var round = new DoubleCheckRound(1, new DrawDetails { From = day, To = day }, [record], supervisor, DateTime.UnixEpoch);
        var line = new DoubleCheckLine(round.Id, 1, record, author);
        await site.AddAsync(round, line);
        var details = new JudgementDetails
        {
            Basis = Judgement.Good,
            Deadlines = Judgement.Poor,
            NextStep = Judgement.Good,
            Sparing = Judgement.Good,
            Note = word("DoubleCheckLine.Note"),
        };
        await checks.JudgeAsync(line.Id, details, line.Version);
    }

    private Task<Guid> VersionAsync(Guid contract) =>
        site.ReadAsync(db => db.Contracts.Where(row => row.Id == contract).Select(row => row.Version).SingleAsync());
}
