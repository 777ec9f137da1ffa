using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.Access;

/// <summary>Rules that hold for all of the code, not for one feature.</summary>
public sealed partial class ArchitectureTests
{
    [Fact]
    [Asvs("8.1.1")]
    public void The_one_table_answers_for_everybody_and_nothing_else_asks_for_a_role()
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            AssertEach.Of(Enum.GetValues<Role>(), role => Assert.True(Enum.IsDefined(Permissions.For(role, permission))));
            Assert.True(Enum.IsDefined(Permissions.ForAnyone(permission)) && Enum.IsDefined(Permissions.ForConsole(permission)));
        }

        Assert.DoesNotContain(
            typeof(PortalUrls).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<AuthorizeAttribute>()),
            attribute => attribute.Roles is not null
        );
        // The caller's role decides nothing outside of the table: services look at the scope.
        var found = Sources()
            .Where(file => !file.Path.Contains("/Access/", StringComparison.Ordinal))
            .SelectMany(file => CallersRole().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}"));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("'; DROP TABLE \"Businesses\"; --")]
    [InlineData("%' OR 1=1 --")]
    [Asvs("1.2.4")]
    public async Task What_is_typed_is_data_for_the_database(string typed)
    {
        await using var scene = await ListScene.SetAsync();

        Assert.Empty((await scene.AsBookingStaff.ListAsync(new() { Search = typed }, ListScene.Page(take: 20))).Rows);
        Assert.Empty((await scene.AsBookingStaff.ListAsync(new() { Industry = typed }, ListScene.Page(take: 20))).Rows);
        Assert.Empty(
            (await scene.Portal.As<AuditLogService>(Role.Auditor).ListAsync(new() { Act = typed }, ListScene.Page(take: 20))).Rows
        );
        var counted = scene.Portal.As<StatisticsService>(Role.Supervisor);
        var year = StatisticsPeriod.Holding(PeriodKind.FiscalYear, scene.Portal.Today);
        Assert.Equal(0, (await counted.PeriodAsync(year, new() { Industry = typed })).Booking.Now.Booked);
        Assert.NotEqual(0, (await counted.PeriodAsync(year, new())).Booking.Now.Booked);
        Assert.NotEmpty((await scene.AsBookingStaff.ListAsync(new(), ListScene.Page(take: 20))).Rows);
    }

    [Fact]
    [Asvs("1.2.4")]
    public void No_statement_is_put_together_from_what_anybody_typed()
    {
        // Raw statements exist in the making of tables, the seed, the verifier, the change of keys, the copying of whole database files and
        // the rows of viewed lists and what the statistics count, and hold names of the model only; what they ask for are parameters.
        var found = Sources()
            .Where(file => RawSql().IsMatch(file.Text))
            .Select(file => file.Path.Split('/')[^1])
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "BoardIncidentsReportsAndOversight.cs",
                "ConnectionPragmas.cs",
                "CountedTriggers.cs",
                "DatabaseCopy.cs",
                "DatabaseVersion.cs",
                "EncryptedRows.cs",
                "LargeSeed.cs",
                "ListedViewLog.cs",
                "PreparedInsert.cs",
                "ReservationIndexes.cs",
                "SealAudit.cs",
                "StagedRestore.cs",
                "StatisticsEntries.cs",
                "StoredAuditLog.cs",
            ],
            found.Select(name => name[(name.LastIndexOf('_') + 1)..]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_mutation_changes_a_text_that_stands_once_in_its_file()
    {
        using var mutations = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "build", "mutations.json")));

        AssertEach.Of(mutations.RootElement.EnumerateArray(), mutation =>
        {
            var text = File.ReadAllText(Path.Combine(Root(), "SupportCenter.Domain", mutation.GetProperty("file").GetString()!));
            Assert.Equal(2, text.Split(mutation.GetProperty("from").GetString()).Length);
        });
    }

    [Fact]
    public void A_test_of_each_item_of_a_collection_fails_where_there_is_none() =>
        Assert.Equal(
            ["AssertEach.cs"],
            Files(["SupportCenter.Tests"], ".cs")
                .Where(file => File.ReadAllText(file).Contains("Assert." + "All(", StringComparison.Ordinal))
                .Select(Path.GetFileName)
        );

    [Fact]
    public void Ids_and_moments_come_from_the_one_place_that_makes_them_in_the_tests_too() =>
        Assert.Empty(
            Files(["SupportCenter.Domain", "SupportCenter.Portal", "SupportCenter.Tests", "benchmarks"], ".cs", ".razor")
                .SelectMany(file => UncontrolledValue().Matches(File.ReadAllText(file)).Select(match => $"{file}: {match.Value}"))
        );

    [Fact]
    public void A_line_of_code_has_at_most_140_characters() => Assert.Empty(LinesOver140());

    [Fact]
    [Asvs("15.3.1")]
    public async Task A_view_carries_only_what_the_role_may_see()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        var business = Make.Business(Make.Details());
        await portal.AddAsync(venue, clinic, business);
        var reservation = Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff]);
        await portal.AddAsync(
            reservation,
            new ConsultationRecord(reservation, portal.Staff[Role.Scrivener].Id, portal.Time.GetUtcNow().UtcDateTime)
        );

        async Task<(string Text, BusinessView View)> SeenAsync(Role role)
        {
            var view = (await portal.As<BusinessService>(role).FindAsync(business.Id))!;
            return (JsonSerializer.Serialize(view), view);
        }

        var (clerk, city) = (await SeenAsync(Role.BookingStaff), await SeenAsync(Role.Supervisor));
        Assert.Null(Assert.Single(clerk.View.Visits).RecordId);
        Assert.NotNull(Assert.Single(city.View.Visits).RecordId);
        AssertEach.Of(new[] { clerk.Text, city.Text }, text =>
            Assert.DoesNotContain("0750001234", text.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal)
        );
    }

    public static TheoryData<Type> Forms =>
        [
            typeof(ReservationDetails),
            typeof(ConsultationDetails),
            typeof(BusinessDetails),
            typeof(CallbackDetails),
            typeof(AlarmRemark),
            typeof(HoldDetails),
            typeof(DisposalDetails),
            typeof(IncidentDetails),
            typeof(EventDetails),
            typeof(StepDetails),
            typeof(DoneDetails),
            typeof(AffectedQueryDetails),
            typeof(ContactDetails),
            typeof(ScriptDetails),
            typeof(ContractDetails),
            typeof(RosterDetails),
            typeof(CheckItemDetails),
            typeof(InspectionDetails),
            typeof(FindingDetails),
            typeof(AnswerDetails),
            typeof(CorrectionDetails),
            typeof(DrawDetails),
            typeof(JudgementDetails),
            typeof(LetterDetails),
            typeof(SentDetails),
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    [Asvs("15.3.3")]
    public void A_form_binds_nothing_but_the_fields_that_it_shows(Type form)
    {
        // The answers to the questions of the day are shown by the questions themselves.
        var hidden = form.GetProperties()
            .Where(property =>
                property.CanWrite
                && property.Name != nameof(ReservationDetails.Answers)
                && property.GetCustomAttribute<DisplayAttribute>() is null
            )
            .Select(property => property.Name);
        Assert.Empty(hidden);
        Assert.DoesNotContain(form.GetProperties(), property =>
            property.Name.EndsWith("Id", StringComparison.Ordinal) || property.Name is "Version" or "Status"
        );
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task Signing_in_and_out_and_a_refused_sign_in_are_in_the_log_with_who_when_and_from_where()
    {
        await using var portal = await TestPortal.StartAsync();
        var gone = Make.Staff(Role.Scrivener, "行政書士 見本九", endsOn: portal.Today.AddDays(-1));
        await portal.AddAsync(gone);
        await portal.SignInAsync(portal.Staff[Role.Scrivener]);
        await portal.As<SessionService>(Role.Scrivener).SignOutAsync();
        Assert.Equal(SignInRefusal.NotActive, (await portal.SignInAsync(gone)).Refused);

        // Who was refused has not signed in, and is the subject of the row.
        Guid[] who = [portal.Staff[Role.Scrivener].Id, portal.Staff[Role.Scrivener].Id, gone.Id];
        string[] acts = [AuditActs.SignedIn, AuditActs.SignedOut, AuditActs.SignInRefused];
        var rows = await portal.AuditAsync();
        Assert.Equal(acts.Zip(who), rows.Select(row => (row.Act, row.ActorId ?? row.SubjectId!.Value)));
        AssertEach.Of(rows, row => Assert.Equal(("test", portal.Time.GetUtcNow().UtcDateTime), (row.Origin, row.AtUtc)));
    }

    /// <summary>The C# and Razor files of the product with their texts.</summary>
    internal static IReadOnlyList<(string Path, string Text)> Sources()
    {
        List<(string, string)> sources = [.. SourceFiles(".cs", ".razor").Select(file => (file, File.ReadAllText(file)))];
        Assert.True(sources.Count > 500, "The sources are not where they are looked for.");
        return sources;
    }

    /// <summary>The paths of the hand-written files of the product with these extensions.</summary>
    internal static IEnumerable<string> SourceFiles(params string[] extensions) =>
        Files(["SupportCenter.Domain", "SupportCenter.Portal"], extensions);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    private static IEnumerable<string> LinesOver140()
    {
        string[] projects = ["SupportCenter.Domain", "SupportCenter.Portal", "SupportCenter.Tests", "benchmarks", "build"];
        return Files(projects, ".cs", ".css", ".razor", ".js", ".mjs", ".sh", ".targets")
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file) != "DataWorkbook.cs") // Its parts of a workbook are markup without line breaks.
            .SelectMany(file => File.ReadLines(file).Select((line, at) => (Where: $"{file}:{at + 1}", Line: line)))
            .Where(entry => entry.Line.Length > 140)
            .Select(entry => entry.Where);
    }

    /// <summary>The hand-written files of these folders: no build output, packages or generated assets.</summary>
    private static IEnumerable<string> Files(string[] projects, params string[] extensions) =>
        projects
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root(), project), "*.*", SearchOption.AllDirectories))
            .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Where(file => !Generated().IsMatch(Path.GetRelativePath(Root(), file)));

    [GeneratedRegex(
        @"(AccessContext\.Role|Me\.Role|caller\.Role)\s*(==|!=|switch|is\s+(not\s+)?Role\.)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CallersRole();

    [GeneratedRegex(
        @"(ExecuteSqlRaw|FromSqlRaw|SqlQueryRaw|migration(Builder)?\.Sql|CommandText\s*=|new SqliteCommand)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex RawSql();

    [GeneratedRegex(@"\bGuid\.NewGuid\b|\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UncontrolledValue();

    [GeneratedRegex(
        @"(^|[\\/])(bin|obj|node_modules|fonts|_framework|lib)[\\/]|(\.min\.(js|css)|mudblazor\.css|theme\.css)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Generated();
}
