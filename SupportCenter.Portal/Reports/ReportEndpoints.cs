using System.Globalization;
using Microsoft.Extensions.Options;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Incidents;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Retention;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Reports;

/// <summary>PDFs: the service leaves the audit row, then the page is drawn. What is not visible is not found.</summary>
internal static partial class ReportEndpoints
{
    private static readonly CultureInfo Paper = CultureInfo.GetCultureInfo("ja");

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/consultations/{id}.pdf", ConsultationAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.PrintConsultations));
        app.MapGet("/businesses/{id}.pdf", BusinessAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.PrintConsultations));
        app.MapGet("/reservations/{id}.pdf", SlipAsync).RequireAuthorization(new AuthorizePermissionAttribute(Permission.BookReservations));
        app.MapPost(PortalUrls.ReservationSlips, SlipsAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.BookReservations));
        app.MapGet("/clinics/{id}.pdf", DaySheetAsync).RequireAuthorization(new AuthorizePermissionAttribute(Permission.ViewReservations));
        app.MapGet(PortalUrls.Ledger + "/businesses/{id}.pdf", LedgerAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.DiscloseLedger));
        app.MapGet(PortalUrls.Disposals + "/{id}.pdf", DisposalAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ViewDisposals));
        app.MapIncidents();
        app.MapGet(
                PortalUrls.MonthlyReport,
                (
                    string? month,
                    string? edition,
                    ReportEditionService editions,
                    PortalCaller caller,
                    TimeProvider time,
                    ILoggerFactory loggers,
                    CancellationToken cancellation
                ) => ReportAsync(month, null, edition, editions, caller, time, loggers, cancellation)
            )
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ViewConsultationStatistics));
        app.MapGet(
                PortalUrls.YearlyReport,
                (
                    string? year,
                    string? edition,
                    ReportEditionService editions,
                    PortalCaller caller,
                    TimeProvider time,
                    ILoggerFactory loggers,
                    CancellationToken cancellation
                ) => ReportAsync(null, year ?? LastYear(time), edition, editions, caller, time, loggers, cancellation)
            )
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ViewConsultationStatistics));
        app.MapOversight();
        app.MapStatistics();
        app.MapPublicEditions();
    }

    private static async Task<IResult> ConsultationAsync(
        string id,
        ConsultationService records,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) =>
        NewId.TryParse(id, out var record) && await records.PrintAsync(record, cancellation) is { } view
            ? Pdf(loggers, () => ConsultationPdf.Render(ConsultationSheets.Of(view, Mark(caller, time))), $"record-{id}.pdf")
            : Results.NotFound();

    private static async Task<IResult> BusinessAsync(
        string id,
        bool? impression,
        BusinessSummaryService summaries,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) =>
        NewId.TryParse(id, out var business) && await summaries.PrintAsync(business, impression == true, cancellation) is { } view
            ? Pdf(loggers, () => BusinessSummaryPdf.Render(BusinessSheets.Of(view), Mark(caller, time)), $"business-{id}.pdf")
            : Results.NotFound();

    private static async Task<IResult> SlipAsync(
        string id,
        ReservationPrintService printing,
        IOptions<CentreOptions> centre,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) =>
        NewId.TryParse(id, out var reservation) && await printing.SlipAsync(reservation, cancellation) is { } view
            ? Pdf(loggers, () => ReservationSlipPdf.Render(Slip(view, centre.Value, time)), $"reservation-{id}.pdf")
            : Results.NotFound();

    // The form's token is checked with the form (ASVS 3.5.1).
    private static async Task<IResult> SlipsAsync(
        IFormCollection form,
        ReservationPrintService printing,
        IOptions<CentreOptions> centre,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        try
        {
            var ids = form["reservation"].Select(text => NewId.TryParse(text, out var id) ? id : Guid.Empty).Distinct().ToList();
            var views = await printing.SlipsAsync(ids, cancellation);
            return views.Count == 0
                ? Results.NotFound()
                : Pdf(loggers, () => ReservationSlipPdf.Render([.. views.Select(view => Slip(view, centre.Value, time))]), "slips.pdf");
        }
        catch (RuleException broken)
        {
            return Results.Text(broken.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> DaySheetAsync(
        string id,
        ReservationPrintService printing,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) =>
        NewId.TryParse(id, out var clinic) && await printing.DaySheetAsync(clinic, cancellation) is { } view
            ? Pdf(loggers, () => DaySheetPdf.Render([Day(view)], Mark(caller, time)), $"day-{id}.pdf")
            : Results.NotFound();

    private static async Task<IResult> LedgerAsync(
        string id,
        LedgerService ledger,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) =>
        NewId.TryParse(id, out var business) && await ledger.DiscloseAsync(business, cancellation) is { } view
            ? Pdf(
                loggers,
                () => LedgerPdf.Render(LedgerSheets.Of(view), Mark(caller, time) with { By = ReportTexts.Centre }),
                $"ledger-{id}.pdf"
            )
            : Results.NotFound();

    // The texts are taken in the paper's language, so that the sheet is made where the page is drawn.
    private static async Task<IResult> DisposalAsync(
        string id,
        DisposalService disposals,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) =>
        NewId.TryParse(id, out var order) && await disposals.CertificateAsync(order, cancellation) is { } certificate
            ? Pdf(loggers, () => DisposalCertificatePdf.Render(DisposalSheets.Of(certificate), Mark(caller, time)), $"disposal-{id}.pdf")
            : Results.NotFound();

    private static async Task<IResult> ReportAsync(
        string? month,
        string? year,
        string? edition,
        ReportEditionService editions,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        if (PeriodOf(month, year, time) is not { } period || !TryReadNumber(edition, out var number))
        {
            return Results.NotFound();
        }

        try
        {
            return await editions.PrintAsync(period, number, cancellation) is { } printed
                ? Pdf(
                    loggers,
                    () =>
                    {
                        var mark = Mark(caller, time);
                        var isFinal = printed.Edition?.IsFixed ?? (printed.Report.Booking is { IsOwn: true, State.IsComplete: true });
                        return ReportPdf.Render(
                            ReportSheets.Of(printed, mark.By, mark.AtText),
                            mark with
                            {
                                Status = isFinal ? null : StatisticsPageTexts.StatePreliminary,
                            }
                        );
                    },
                    $"{FileName(period)}.pdf"
                )
                : Results.NotFound();
        }
        catch (RuleException broken)
        {
            return Results.Text(broken.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    /// <summary>The number of an edition; null where none is named.</summary>
    internal static bool TryReadNumber(string? edition, out int? number)
    {
        var isRead = int.TryParse(edition, NumberStyles.None, CultureInfo.InvariantCulture, out var named);
        number = isRead ? named : null;
        return isRead || string.IsNullOrEmpty(edition);
    }

    /// <summary>The period that is named; the month before this one where none is; null for what is none that can be counted.</summary>
    private static StatisticsPeriod? PeriodOf(string? month, string? year, TimeProvider time) =>
        string.IsNullOrEmpty(month) && year is null
            ? StatisticsPeriod.Month(CentreTime.Today(time)).Before()
            : PortalUrls.ReportPeriodOf(month, year);

    /// <summary>The fiscal year before this one, as addresses write it.</summary>
    private static string LastYear(TimeProvider time) =>
        (JapaneseDate.FiscalYear(CentreTime.Today(time)) - 1).ToString(CultureInfo.InvariantCulture);

    private static string FileName(StatisticsPeriod period) =>
        period.Kind == PeriodKind.FiscalYear
            ? FormattableString.Invariant($"yearly-report-{period.From.Year}")
            : FormattableString.Invariant($"monthly-report-{period.From:yyyy-MM}");

    /// <summary>A PDF that the browser shows.</summary>
    internal static IResult Inline(byte[] bytes, string fileName) => new InlinePdf(bytes, fileName);

    internal static IResult Pdf(ILoggerFactory loggers, Func<RenderedPdf> render, string fileName)
    {
        // The paper is Japanese whatever language the screen speaks.
        CultureInfo.CurrentUICulture = Paper;
        var pdf = render();
        if (pdf.Undrawn.Count > 0)
        {
            Undrawn(loggers.CreateLogger(nameof(ReportEndpoints)), fileName, pdf.Undrawn.Sum(character => character.Count));
        }

        return new InlinePdf(pdf.Bytes, fileName);
    }

    private static ReservationSlip Slip(SlipView view, CentreOptions centre, TimeProvider time) =>
        new()
        {
            DateAndTime = $"{JapaneseDate.Format(view.Date)} {JapaneseTime.Format(view.StartsAt, view.EndsAt)}",
            VenueName = view.Venue.Name,
            VenueAddress = view.Venue.Address,
            VenueAccess = view.Venue.Access ?? "",
            BusinessName = view.BusinessName,
            ContactName = view.ContactName ?? "",
            IsCancelled = view.IsCancelled,
            ToBring = ReportTexts.ToBring.Split('\n'),
            Changes = string.Format(Paper, ReportTexts.Changes, centre.Telephone, centre.Hours),
            IssuedAt = time.GetUtcNow(),
            IssuedOn = JapaneseDate.Format(CentreTime.Today(time)),
        };

    private static DaySheet Day(DaySheetView view) =>
        new(
            JapaneseDate.Format(view.Date),
            view.VenueName,
            string.Join('、', view.Scriveners),
            [
                .. view.Rows.Select(row => new DaySheetRow(
                    JapaneseTime.Format(row.StartsAt, row.EndsAt),
                    row.BusinessName,
                    row.ContactName ?? "",
                    row.Industry ?? "",
                    row.WishedMeasure ?? "",
                    row.VisitNumber == 1 ? ReportTexts.FirstVisit : string.Format(Paper, ReportTexts.NthVisit, row.VisitNumber),
                    row.Status.Label()
                )),
            ],
            [
                .. view.Handovers.Select(row => new DaySheetHandover(
                    row.Text,
                    string.Join(' ', new[] { row.StartsAt is { } at ? JapaneseTime.Format(at) : null, row.BusinessName }.OfType<string>()),
                    row.Owner ?? "",
                    $"{row.WrittenBy} {JapaneseDate.Format(DateOnly.FromDateTime(CentreTime.ToCivil(row.WrittenAtUtc)))}"
                )),
            ]
        );

    internal static PrintMark Mark(PortalCaller caller, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new PrintMark(caller.User.Identity?.Name ?? "", now, ReportSheets.When(now.UtcDateTime));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: {Count} characters could not be printed and stand as 〓")]
    private static partial void Undrawn(ILogger logger, string file, int count);

    /// <summary>A PDF that the browser shows, under a name of ids only.</summary>
    private sealed class InlinePdf(byte[] bytes, string fileName) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/pdf";
            httpContext.Response.Headers.ContentDisposition = $"inline; filename=\"{fileName}\"";
            httpContext.Response.ContentLength = bytes.Length;
            return httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
        }
    }
}
