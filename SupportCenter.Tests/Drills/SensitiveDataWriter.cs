using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Tests.Drills;

/// <summary>Writes a recognizable text into every encrypted column of every table, through the use cases that people use.</summary>
/// <param name="site">A prepared site.</param>
/// <param name="word">What is disclosed to a field of that name.</param>
internal sealed class SensitiveDataWriter(DrillSite site, Func<string, string> word)
{
    public const string Telephone = "075-000-7431";
    private readonly StaffMember supervisor = Make.Staff(Role.Supervisor);
    private readonly StaffMember second = Make.Staff(Role.Supervisor, "本市 承認 太郎");
    private readonly StaffMember leaving = Make.Staff(Role.Scrivener, "行政書士 退任 一");

    /// <summary>The supervisor who asked for personal data.</summary>
    public Guid Supervisor => supervisor.Id;

    /// <summary>Another supervisor, who releases what the first asks for.</summary>
    public Guid SecondSupervisor => second.Id;

    /// <summary>The paper that was kept.</summary>
    public Guid Document { get; private set; }

    /// <summary>The record that was written.</summary>
    public Guid Record { get; private set; }

    /// <summary>Does all of it, and fails when an encrypted column was left without anything: whoever adds one adds it here.</summary>
    public async Task DoAsync()
    {
        await site.AddAsync(supervisor, second, leaving, Make.Staff(Role.Administrator), Make.Staff(Role.Administrator, "運用 二番"));
        await BookAsync();
        await ConsultAsync();
        await UploadAsync();
        await AskAsync();
        await WatchAsync();
        await HoldAsync();
        await new SensitiveIncidentWriter(site, word, supervisor.Id).DoAsync();
        await new SensitiveOversightWriter(site, word, supervisor.Id, second.Id, Record).DoAsync();
        await (await site.AsAsync<ReportEditionService>(Role.Supervisor)).SaveAsync(
            StatisticsPeriod.Month(CentreTime.Today(TimeProvider.System)),
            1,
            null,
            Fill(new EditionDetails(), nameof(ReportEdition))
        );
        await (await site.AsAsync<DraftService>(Role.BookingStaff)).SaveAsync(
            "reservation:new",
            $$"""{"Memo":"{{word("Draft.Content")}}"}"""
        );
        await EnsureNothingWasForgottenAsync();
    }

    private async Task BookAsync()
    {
        var slots = await site.ReadAsync(db =>
            db.Slots.Where(slot => !db.Reservations.Any(row => row.SlotId == slot.Id))
                .OrderByDescending(slot => slot.Date)
                .Select(slot => slot.Id)
                .Take(2)
                .ToListAsync()
        );
        var booking = await site.AsAsync<BookingService>(Role.BookingStaff);
        foreach (var slot in slots)
        {
            await booking.BookAsync(
                new BookingInput
                {
                    SlotId = slot,
                    Details = Details(),
                    CommandKey = NewId.Create(),
                }
            );
        }

        var cancelled = await site.ReadAsync(db =>
            db.Reservations.Where(row => row.SlotId == slots[1]).Select(row => row.Id).SingleAsync()
        );
        await (await site.AsAsync<ReservationService>(Role.BookingStaff)).CancelAsync(cancelled, word("ReservationChange.Reason"));
        var callbacks = await site.AsAsync<CallbackService>(Role.BookingStaff);
        var waiting = await callbacks.QueueAsync(
            new CallbackDetails
            {
                BusinessName = word("CallbackRequest.BusinessName"),
                ContactName = word("CallbackRequest.ContactName"),
                Telephone = Telephone,
                TelephoneNote = word("CallbackRequest.TelephoneNote"),
                Memo = word("CallbackRequest.Memo"),
            }
        );
        await (await site.AsAsync<HandoverWritingService>(Role.BookingStaff)).WriteAsync(
            new HandoverDetails { Text = word("Handover.Text"), CallbackId = waiting }
        );
        await callbacks.GiveUpAsync(waiting, word("CallbackRequest.SettledReason"));
    }

    private ReservationDetails Details()
    {
        var details = Make.Details(word("Business.Name"), Telephone, word("Business.ContactName"));
        Fill(details, "Reservation", nameof(details.BusinessName), nameof(details.ContactName), nameof(details.Telephone));
        return details;
    }

    /// <summary>Puts a word of its own into every personal text, whatever fields the form has.</summary>
    private T Fill<T>(T details, string table, params string[] but)
        where T : class
    {
        foreach (
            var field in FormFields
                .Of<T>()
                .Where(field =>
                    (field.IsPersonal || table == nameof(GuidanceRow)) && field.ValueType == typeof(string) && !but.Contains(field.Name)
                )
        )
        {
            field.Write(details, word($"{table}.{field.Name}"));
        }

        return details;
    }

    private async Task ConsultAsync()
    {
        var records = await site.AsAsync<ConsultationService>(Role.Scrivener);
        var reservation = await site.ReadAsync(db =>
            db.Reservations.Where(row => row.Status == ReservationStatus.Booked).Select(row => row.Id).FirstAsync()
        );
        Record = (await records.StartAsync(reservation))!.Value;
        var details = Fill(
            new ConsultationDetails
            {
                StartedAt = new TimeOnly(13, 0),
                EndedAt = new TimeOnly(13, 40),
                ClientCategory = ClientCategory.SmallBusiness,
                Topics = Topics.Other,
                MeasureIds = await site.ReadAsync(db =>
                    db.Measures.Where(row => row.Details.ParentId == null).Select(row => row.Id).ToListAsync()
                ),
                Troubles = Troubles.Other,
                Guidance = [Fill(new GuidanceRow(), nameof(GuidanceRow))],
            },
            "ConsultationRecord"
        );
        // The earlier text is kept of what was handed in.
        var stored = await records.SubmitAsync(Record, details, (await records.FindAsync(Record))!.Version);
        details.Summary += word("ConsultationRecord.Summary.Later");
        Assert.Null((await records.SaveAsync(Record, details, stored!.Version))!.Conflict);
    }

    private async Task UploadAsync()
    {
        var documents = await site.AsAsync<DocumentService>(supervisor.Id);
        var owner = DocumentOwner.Business(
            await site.ReadAsync(db => db.Records.Where(row => row.Id == Record).Select(row => row.BusinessId).SingleAsync())
        );
        // Two pieces, with something disclosed in each of them.
        var filling = string.Concat(Enumerable.Range(0, 30_000).Select(at => $"{at:000000}行\n"));
        var text = word("Document.Content") + filling + word("Document.Content");
        Document = (
            await documents.UploadAsync(owner, word("Document.FileName") + ".txt", new MemoryStream(Encoding.UTF8.GetBytes(text)))
        )!.Id;
        var wrong = (
            await documents.UploadAsync(
                owner,
                word("Document.FileName") + "2.txt",
                new MemoryStream(Encoding.UTF8.GetBytes(word("Document.Content.Withdrawn")))
            )
        )!.Id;
        await documents.WithdrawAsync(wrong, word("Document.WithdrawnReason"));
        // Only what a scanner has found is ever released, and here is none.
        await site.ChangeAsync(db =>
            db.Entry(db.Documents.Single(row => row.Id == wrong)).Property(row => row.ReleasedReason).CurrentValue = word(
                "Document.ReleasedReason"
            )
        );
    }

    private async Task AskAsync()
    {
        var today = CentreTime.Today(TimeProvider.System);
        // A paper of few businesses needs no release and keeps its reason itself.
        await (await site.AsAsync<BulkExportService>(supervisor.Id)).AskAsync(
            new ExportDetails
            {
                Contents = ExportContents.ReservationPaper,
                From = today,
                To = today.AddYears(1),
                Reason = word("ExportOrder.Reason") + "（報告書を作成するため）",
            }
        );
        var order = await (await site.AsAsync<BulkExportService>(supervisor.Id)).AskAsync(
            new ExportDetails
            {
                Contents = ExportContents.Reservations,
                From = today,
                To = today.AddYears(1),
                Reason = word("Approval.Reason") + "（報告書を作成するため）",
            }
        );
        var approval = await site.ReadAsync(db => db.Approvals.Where(row => row.SubjectId == order).Select(row => row.Id).SingleAsync());
        await (await site.AsAsync<ApprovalService>(second.Id)).RefuseAsync(approval, word("Approval.Remark"));
        var staff = await site.AsAsync<StaffService>(Role.Administrator);
        await staff.DisableAsync(leaving.Id, word("StaffMember.DisabledReason"), (await staff.FindAsync(leaving.Id))!.Version);
    }

    private async Task WatchAsync()
    {
        var canary = await (await site.AsAsync<CanaryService>(supervisor.Id)).PlantAsync(
            new BusinessDetails
            {
                BusinessName = word("Canary.Name"),
                ContactName = word("Canary.ContactName"),
                Telephone = Telephone,
                Ward = Domain.Text.Ward.Fushimi,
            }
        );
        // Only those that the probe plants have one.
        await site.ChangeAsync(db =>
            db.Entry(db.Canaries.Single(row => row.BusinessId == canary)).Property(row => row.Token).CurrentValue = word("Canary.Token")
        );
        await (await site.AsAsync<BusinessService>(Role.BookingStaff)).FindAsync(canary);
        var alarm = await site.ReadAsync(db => db.Alarms.Where(row => row.BusinessId == canary).Select(row => row.Id).FirstAsync());
        await (await site.AsAsync<AlarmService>(supervisor.Id)).DismissAsync(alarm, new AlarmRemark { Text = word("Alarm.Remark") });
    }

    private async Task HoldAsync()
    {
        var retention = await site.AsAsync<RetentionService>(supervisor.Id);
        var business = await site.ReadAsync(db => db.Records.Where(row => row.Id == Record).Select(row => row.BusinessId).SingleAsync());
        await retention.HoldAsync(business, new HoldDetails { Reason = word("RetentionHold.Reason") });
        await retention.LiftAsync(business, word("RetentionHold.LiftedReason"));
        await site.As<ExposureService>(CallerIdentity.Console)
            .RecordAsync(
                new ExposureReport(
                    null,
                    TimeProvider.System.GetUtcNow().UtcDateTime,
                    1,
                    0,
                    1,
                    1,
                    [new ExposureFound(FindingKind.Unlisted, "/" + word("ExposureFinding.Address"), "GET", 200, null, 1)]
                )
            );
    }

    private async Task EnsureNothingWasForgottenAsync()
    {
        var empty = new List<string>();
        foreach (var table in site.Database.EncryptedTables)
        {
            var rows = await site.ReadAsync(db => new EncryptedRows(db).FindAsync(table, 0, null, CancellationToken.None));
            empty.AddRange(
                table
                    .Columns.Where((_, at) => !rows.Exists(row => row.Values[at] is not null))
                    .Select(column => $"{table.Name}.{column.Name}")
            );
        }

        Assert.Empty(empty);
    }
}
