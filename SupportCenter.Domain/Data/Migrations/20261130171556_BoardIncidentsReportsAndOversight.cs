using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class BoardIncidentsReportsAndOversight : Migration
    {
        private static readonly (string Table, string Columns)[] WrittenOnce =
        [
            ("Incidents", "\"Id\", \"FiscalYear\", \"Number\", \"IsDrill\", \"RecordedById\", \"RecordedAtUtc\""),
            ("IncidentVersions", "\"Id\", \"IncidentId\", \"Number\", \"ReplacedById\", \"ReplacedAtUtc\", \"ChangedFields\""),
            ("IncidentSources", "\"Id\", \"IncidentId\", \"Kind\", \"SourceId\", \"AddedById\", \"AddedAtUtc\""),
            ("IncidentEvents", "\"Id\", \"IncidentId\", \"Kind\", \"HappenedAtUtc\", \"EnteredAtUtc\", \"EnteredById\", \"CorrectsId\""),
            ("IncidentSteps", "\"Id\", \"IncidentId\", \"Kind\""),
            ("AffectedLists", "\"Id\", \"IncidentId\", \"Number\", \"FixedById\", \"FixedAtUtc\", \"Added\", \"Businesses\", \"ListOnly\", \"Persons\", \"Hash\""),
            ("AffectedBusinesses", "\"Id\", \"IncidentId\", \"BusinessId\""),
            ("ContactAttempts", "\"Id\", \"AffectedId\", \"BusinessId\", \"Way\", \"Result\", \"ById\", \"AtUtc\", \"Script\""),
            ("IncidentPapers", "\"Id\", \"IncidentId\", \"Number\", \"Kind\", \"PreparedById\", \"PreparedAtUtc\", \"Hash\""),
            ("CallScripts", "\"Id\", \"IncidentId\", \"Number\", \"WrittenById\", \"WrittenAtUtc\""),
            ("HalfYearPapers", "\"Id\", \"From\", \"Number\", \"Kind\", \"PreparedById\", \"PreparedAtUtc\", \"Hash\""),
            ("IncidentPaperParts", "\"Id\", \"PaperId\", \"Number\", \"BusinessId\", \"Hash\""),
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsExtra",
                table: "Slots",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "IncidentId",
                table: "RetentionHolds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "GuidedMeasureIds",
                table: "Records",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "ReferralIds",
                table: "Records",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AlterColumn<Guid>(
                name: "ApprovalId",
                table: "ExportOrders",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<byte[]>(
                name: "Reason",
                table: "ExportOrders",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecordIds",
                table: "ExportOrders",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "ScrivenerId",
                table: "ExportOrders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "VenueId",
                table: "ExportOrders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "BusinessId",
                table: "DocumentContents",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "IncidentId",
                table: "Alarms",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Outcome",
                table: "Alarms",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CommonPapers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Roles = table.Column<int>(type: "INTEGER", nullable: false),
                    KeptById = table.Column<Guid>(type: "TEXT", nullable: false),
                    NewestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ChangedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "TEXT", nullable: true),
                    WithdrawnReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommonPapers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CommonPapers_Staff_KeptById",
                        column: x => x.KeptById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Handovers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsForReception = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClinicId = table.Column<Guid>(type: "TEXT", nullable: true),
                    VenueId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReservationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CallbackId = table.Column<Guid>(type: "TEXT", nullable: true),
                    WrittenById = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrittenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    WrittenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DoneById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Handovers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Handovers_Businesses_BusinessId",
                        column: x => x.BusinessId,
                        principalTable: "Businesses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Handovers_Callbacks_CallbackId",
                        column: x => x.CallbackId,
                        principalTable: "Callbacks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Handovers_Clinics_ClinicId",
                        column: x => x.ClinicId,
                        principalTable: "Clinics",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Handovers_Reservations_ReservationId",
                        column: x => x.ReservationId,
                        principalTable: "Reservations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Handovers_Staff_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Handovers_Staff_WrittenById",
                        column: x => x.WrittenById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Handovers_Venues_VenueId",
                        column: x => x.VenueId,
                        principalTable: "Venues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Incidents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FiscalYear = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    IsDrill = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Details_Cause = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_CriteriaReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_ForPersons = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_How = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Items = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_KnownAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Details_KnownBy = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_KnownOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Details_MeasuresDone = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_MeasuresPlanned = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_OccurredFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Details_OccurredTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Details_OtherFacts = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_PersonsLeast = table.Column<int>(type: "INTEGER", nullable: true),
                    Details_PersonsMost = table.Column<int>(type: "INTEGER", nullable: true),
                    Details_Property = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Publication = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_Secondary = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_Sensitive = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Title = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_What = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_Wrongful = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Incidents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Incidents_Staff_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Staff_RecordedById",
                        column: x => x.RecordedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Folded = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    ChangedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "TEXT", nullable: true),
                    WithdrawnReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Details_Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_NeedsConfirmation = table.Column<bool>(type: "INTEGER", nullable: false),
                    Details_Organisations = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_PaperId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Details_Roles = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Details_Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Notices_Staff_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Referrals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    IsOffered = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Referrals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaperVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Scan = table.Column<int>(type: "INTEGER", nullable: false),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperVersions_CommonPapers_PaperId",
                        column: x => x.PaperId,
                        principalTable: "CommonPapers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperVersions_DocumentContents_Id",
                        column: x => x.Id,
                        principalTable: "DocumentContents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HandoverGrams",
                columns: table => new
                {
                    Gram = table.Column<long>(type: "INTEGER", nullable: false),
                    HandoverId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandoverGrams", x => new { x.Gram, x.HandoverId });
                    table.ForeignKey(
                        name: "FK_HandoverGrams_Handovers_HandoverId",
                        column: x => x.HandoverId,
                        principalTable: "Handovers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AffectedBusinesses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    List = table.Column<int>(type: "INTEGER", nullable: false),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Data = table.Column<int>(type: "INTEGER", nullable: false),
                    Basis = table.Column<int>(type: "INTEGER", nullable: false),
                    Persons = table.Column<int>(type: "INTEGER", nullable: false),
                    RemovedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RemovedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    RemovedReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    HeldById = table.Column<Guid>(type: "TEXT", nullable: true),
                    HeldUntilUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastResult = table.Column<int>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AffectedBusinesses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AffectedBusinesses_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AffectedLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    FixedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    FixedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Basis = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Businesses = table.Column<int>(type: "INTEGER", nullable: false),
                    ListOnly = table.Column<int>(type: "INTEGER", nullable: false),
                    Persons = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AffectedLists", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AffectedLists_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CallScripts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    WrittenById = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrittenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallScripts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CallScripts_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    HappenedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EnteredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EnteredById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Who = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CorrectsId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IncidentEvents_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentPapers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    PreparedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    PreparedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApprovedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentPapers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IncidentPapers_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncidentPapers_Staff_ApprovedById",
                        column: x => x.ApprovedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncidentPapers_Staff_PreparedById",
                        column: x => x.PreparedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentSources",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AddedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AddedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentSources", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IncidentSources_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OwnDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DoneAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledById = table.Column<Guid>(type: "TEXT", nullable: true),
                    SettledAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Result = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IncidentSteps_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncidentSteps_Staff_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ReplacedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReplacedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedFields = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IncidentVersions_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NoticeComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    NoticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "TEXT", nullable: true),
                    WithdrawnReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticeComments_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NoticeReceipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    NoticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeReceipts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticeReceipts_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NoticeReceipts_Staff_StaffId",
                        column: x => x.StaffId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NoticeVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    NoticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    IsSmall = table.Column<bool>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Details_Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_NeedsConfirmation = table.Column<bool>(type: "INTEGER", nullable: false),
                    Details_Organisations = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_PaperId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Details_Roles = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Details_Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticeVersions_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ContactAttempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AffectedId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Way = table.Column<int>(type: "INTEGER", nullable: false),
                    Result = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ToWhom = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Reaction = table.Column<byte[]>(type: "BLOB", nullable: true),
                    HasSecondaryDamage = table.Column<bool>(type: "INTEGER", nullable: false),
                    Script = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactAttempts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContactAttempts_AffectedBusinesses_AffectedId",
                        column: x => x.AffectedId,
                        principalTable: "AffectedBusinesses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Slots_Date_IsClosed_ClinicId_DeskId_Id",
                table: "Slots",
                columns: new[] { "Date", "IsClosed", "ClinicId", "DeskId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RetentionHolds_IncidentId",
                table: "RetentionHolds",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_AffectedBusinesses_BusinessId",
                table: "AffectedBusinesses",
                column: "BusinessId");

            migrationBuilder.CreateIndex(
                name: "IX_AffectedBusinesses_IncidentId_BusinessId",
                table: "AffectedBusinesses",
                columns: new[] { "IncidentId", "BusinessId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AffectedLists_IncidentId_Number",
                table: "AffectedLists",
                columns: new[] { "IncidentId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CallScripts_IncidentId_Number",
                table: "CallScripts",
                columns: new[] { "IncidentId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CommonPapers_KeptById",
                table: "CommonPapers",
                column: "KeptById");

            migrationBuilder.CreateIndex(
                name: "IX_CommonPapers_Title",
                table: "CommonPapers",
                column: "Title");

            migrationBuilder.CreateIndex(
                name: "IX_ContactAttempts_AffectedId_AtUtc",
                table: "ContactAttempts",
                columns: new[] { "AffectedId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactAttempts_BusinessId",
                table: "ContactAttempts",
                column: "BusinessId");

            migrationBuilder.CreateIndex(
                name: "IX_HandoverGrams_HandoverId",
                table: "HandoverGrams",
                column: "HandoverId");

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_BusinessId",
                table: "Handovers",
                column: "BusinessId");

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_CallbackId",
                table: "Handovers",
                column: "CallbackId");

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_ClinicId",
                table: "Handovers",
                column: "ClinicId");

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_DoneAtUtc_DueOn",
                table: "Handovers",
                columns: new[] { "DoneAtUtc", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_OwnerId",
                table: "Handovers",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_ReservationId",
                table: "Handovers",
                column: "ReservationId");

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_VenueId",
                table: "Handovers",
                column: "VenueId");

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_WrittenById",
                table: "Handovers",
                column: "WrittenById");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentEvents_CorrectsId",
                table: "IncidentEvents",
                column: "CorrectsId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IncidentEvents_IncidentId_HappenedAtUtc",
                table: "IncidentEvents",
                columns: new[] { "IncidentId", "HappenedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_IncidentPapers_ApprovedById",
                table: "IncidentPapers",
                column: "ApprovedById");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentPapers_IncidentId_Number",
                table: "IncidentPapers",
                columns: new[] { "IncidentId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IncidentPapers_PreparedById",
                table: "IncidentPapers",
                column: "PreparedById");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_FiscalYear_IsDrill_Number",
                table: "Incidents",
                columns: new[] { "FiscalYear", "IsDrill", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_OwnerId",
                table: "Incidents",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_RecordedById",
                table: "Incidents",
                column: "RecordedById");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_State_RecordedAtUtc",
                table: "Incidents",
                columns: new[] { "State", "RecordedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_IncidentSources_IncidentId",
                table: "IncidentSources",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentSources_SourceId",
                table: "IncidentSources",
                column: "SourceId");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentSteps_IncidentId_State",
                table: "IncidentSteps",
                columns: new[] { "IncidentId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_IncidentSteps_OwnerId",
                table: "IncidentSteps",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentVersions_IncidentId_Number",
                table: "IncidentVersions",
                columns: new[] { "IncidentId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoticeComments_NoticeId_AtUtc",
                table: "NoticeComments",
                columns: new[] { "NoticeId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_NoticeReceipts_NoticeId_StaffId_Number_Kind",
                table: "NoticeReceipts",
                columns: new[] { "NoticeId", "StaffId", "Number", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoticeReceipts_StaffId",
                table: "NoticeReceipts",
                column: "StaffId");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_AuthorId",
                table: "Notices",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_WithdrawnAtUtc_PostedAtUtc",
                table: "Notices",
                columns: new[] { "WithdrawnAtUtc", "PostedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_NoticeVersions_NoticeId_Number",
                table: "NoticeVersions",
                columns: new[] { "NoticeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperVersions_PaperId_Number",
                table: "PaperVersions",
                columns: new[] { "PaperId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_Name",
                table: "Referrals",
                column: "Name",
                unique: true);

            // Nothing of an incident is deleted, and what was written once is not rewritten: the database itself refuses. Encrypted columns
            // can change, for a new key and for the erasure of a business.
            migrationBuilder.CreateIndex(
                name: "JoinedWalkIns",
                table: "ReservationChanges",
                column: "ReservationId",
                filter: "\"Act\" = 8");

            ReservationIndexes.CreateCounted(migrationBuilder);

            migrationBuilder.DropIndex(
                name: "IX_ReportEditions_Month_Number",
                table: "ReportEditions");

            migrationBuilder.RenameColumn(
                name: "Month",
                table: "ReportEditions",
                newName: "FirstDay");

            migrationBuilder.AlterColumn<Guid>(
                name: "PreparedById",
                table: "ReportEditions",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "ReportEditions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1); // Until now there were months only.

            migrationBuilder.AddColumn<int>(
                name: "Texts_TargetBooked",
                table: "ReportEditions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Texts_TargetBusinesses",
                table: "ReportEditions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Texts_TargetClinics",
                table: "ReportEditions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Texts_TargetCompleted",
                table: "ReportEditions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Texts_Voice1",
                table: "ReportEditions",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Texts_Voice2",
                table: "ReportEditions",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Texts_Voice3",
                table: "ReportEditions",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Texts_Voice4",
                table: "ReportEditions",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Texts_Voice5",
                table: "ReportEditions",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportEditions_Kind_FirstDay_Number",
                table: "ReportEditions",
                columns: new[] { "Kind", "FirstDay", "Number" },
                unique: true);
        

            migrationBuilder.AddColumn<DateOnly>(
                name: "SentOn",
                table: "IncidentPapers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "HalfYearPapers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    PreparedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    PreparedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApprovedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HalfYearPapers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HalfYearPapers_Staff_ApprovedById",
                        column: x => x.ApprovedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_HalfYearPapers_Staff_PreparedById",
                        column: x => x.PreparedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentPaperParts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentPaperParts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IncidentPaperParts_IncidentPapers_PaperId",
                        column: x => x.PaperId,
                        principalTable: "IncidentPapers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HalfYearPapers_ApprovedById",
                table: "HalfYearPapers",
                column: "ApprovedById");

            migrationBuilder.CreateIndex(
                name: "IX_HalfYearPapers_From_Number",
                table: "HalfYearPapers",
                columns: new[] { "From", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HalfYearPapers_PreparedById",
                table: "HalfYearPapers",
                column: "PreparedById");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentPaperParts_BusinessId",
                table: "IncidentPaperParts",
                column: "BusinessId");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentPaperParts_PaperId_Number",
                table: "IncidentPaperParts",
                columns: new[] { "PaperId", "Number" },
                unique: true);

            // As with the other tables of incidents: encrypted columns can change, for a new key and for the erasure of a business.

            migrationBuilder.CreateTable(
                name: "CheckItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Details_Basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Details_Evidence = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Frequency = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_How = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Details_IsRetired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Details_ListOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Details_Wanted = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Contracts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApprovedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ManagerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Details_Clauses = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Details_Data = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Details_Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Party = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Details_Places = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Details_ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Details_ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Details_Work = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contracts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Contracts_Contracts_ParentId",
                        column: x => x.ParentId,
                        principalTable: "Contracts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Contracts_Staff_ApprovedById",
                        column: x => x.ApprovedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Contracts_Staff_EndedById",
                        column: x => x.EndedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Contracts_Staff_ManagerId",
                        column: x => x.ManagerId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Contracts_Staff_RecordedById",
                        column: x => x.RecordedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DoubleCheckRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FiscalYear = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Population = table.Column<int>(type: "INTEGER", nullable: false),
                    PopulationHash = table.Column<string>(type: "TEXT", nullable: false),
                    DrawnById = table.Column<Guid>(type: "TEXT", nullable: false),
                    DrawnAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DoubleCheckRounds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CheckItemVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CheckItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ReplacedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReplacedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedFields = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckItemVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CheckItemVersions_CheckItems_CheckItemId",
                        column: x => x.CheckItemId,
                        principalTable: "CheckItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Inspections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContractId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FiscalYear = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Details_InspectedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Details_Inspectors = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_Met = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_Mode = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Details_RemoteReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Details_Summary = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inspections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Inspections_Contracts_ContractId",
                        column: x => x.ContractId,
                        principalTable: "Contracts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Inspections_Staff_OpenedById",
                        column: x => x.OpenedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Rosters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContractId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    HandedInOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EnteredById = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnteredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rosters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Rosters_Contracts_ContractId",
                        column: x => x.ContractId,
                        principalTable: "Contracts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DoubleCheckLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoundId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReviewerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Basis = table.Column<int>(type: "INTEGER", nullable: true),
                    Deadlines = table.Column<int>(type: "INTEGER", nullable: true),
                    NextStep = table.Column<int>(type: "INTEGER", nullable: true),
                    Sparing = table.Column<int>(type: "INTEGER", nullable: true),
                    Note = table.Column<byte[]>(type: "BLOB", nullable: true),
                    JudgedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    JudgedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DoubleCheckLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DoubleCheckLines_DoubleCheckRounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "DoubleCheckRounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DoubleCheckLines_Staff_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DoubleCheckLines_Staff_JudgedById",
                        column: x => x.JudgedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DoubleCheckLines_Staff_ReviewerId",
                        column: x => x.ReviewerId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Findings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InspectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CheckItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    ListOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemText = table.Column<string>(type: "TEXT", nullable: false),
                    ItemBasis = table.Column<string>(type: "TEXT", nullable: false),
                    ItemHow = table.Column<string>(type: "TEXT", nullable: true),
                    Evidence = table.Column<int>(type: "INTEGER", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: true),
                    FactsAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FactsSequence = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Answer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AnsweredById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AnsweredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Result = table.Column<int>(type: "INTEGER", nullable: true),
                    Severity = table.Column<int>(type: "INTEGER", nullable: true),
                    Note = table.Column<byte[]>(type: "BLOB", nullable: true),
                    JudgedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    JudgedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Findings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Findings_CheckItems_CheckItemId",
                        column: x => x.CheckItemId,
                        principalTable: "CheckItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Inspections_InspectionId",
                        column: x => x.InspectionId,
                        principalTable: "Inspections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Staff_AnsweredById",
                        column: x => x.AnsweredById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Staff_JudgedById",
                        column: x => x.JudgedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RosterLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RosterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<byte[]>(type: "BLOB", nullable: false),
                    HasProof = table.Column<bool>(type: "INTEGER", nullable: false),
                    OathOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    TrainedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RosterLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RosterLines_Rosters_RosterId",
                        column: x => x.RosterId,
                        principalTable: "Rosters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Corrections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InspectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FindingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Wanted = table.Column<byte[]>(type: "BLOB", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    OrderedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Answer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AnsweredById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AnsweredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReturnReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    VerifiedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    VerifiedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Corrections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Corrections_Findings_FindingId",
                        column: x => x.FindingId,
                        principalTable: "Findings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Corrections_Inspections_InspectionId",
                        column: x => x.InspectionId,
                        principalTable: "Inspections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Corrections_Staff_AnsweredById",
                        column: x => x.AnsweredById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Corrections_Staff_VerifiedById",
                        column: x => x.VerifiedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CheckItemVersions_CheckItemId_Number",
                table: "CheckItemVersions",
                columns: new[] { "CheckItemId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_ApprovedById",
                table: "Contracts",
                column: "ApprovedById");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_EndedById",
                table: "Contracts",
                column: "EndedById");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_ManagerId",
                table: "Contracts",
                column: "ManagerId");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_ParentId",
                table: "Contracts",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_RecordedById",
                table: "Contracts",
                column: "RecordedById");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_State",
                table: "Contracts",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_AnsweredById",
                table: "Corrections",
                column: "AnsweredById");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_FindingId",
                table: "Corrections",
                column: "FindingId");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_InspectionId",
                table: "Corrections",
                column: "InspectionId");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_State_DueOn",
                table: "Corrections",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_VerifiedById",
                table: "Corrections",
                column: "VerifiedById");

            migrationBuilder.CreateIndex(
                name: "IX_DoubleCheckLines_AuthorId",
                table: "DoubleCheckLines",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_DoubleCheckLines_JudgedById",
                table: "DoubleCheckLines",
                column: "JudgedById");

            migrationBuilder.CreateIndex(
                name: "IX_DoubleCheckLines_RecordId",
                table: "DoubleCheckLines",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_DoubleCheckLines_ReviewerId",
                table: "DoubleCheckLines",
                column: "ReviewerId");

            migrationBuilder.CreateIndex(
                name: "IX_DoubleCheckLines_RoundId_ListOrder",
                table: "DoubleCheckLines",
                columns: new[] { "RoundId", "ListOrder" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DoubleCheckRounds_FiscalYear_Number",
                table: "DoubleCheckRounds",
                columns: new[] { "FiscalYear", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Findings_AnsweredById",
                table: "Findings",
                column: "AnsweredById");

            migrationBuilder.CreateIndex(
                name: "IX_Findings_CheckItemId",
                table: "Findings",
                column: "CheckItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Findings_InspectionId_CheckItemId",
                table: "Findings",
                columns: new[] { "InspectionId", "CheckItemId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Findings_JudgedById",
                table: "Findings",
                column: "JudgedById");

            migrationBuilder.CreateIndex(
                name: "IX_Inspections_ContractId",
                table: "Inspections",
                column: "ContractId");

            migrationBuilder.CreateIndex(
                name: "IX_Inspections_FiscalYear_Number",
                table: "Inspections",
                columns: new[] { "FiscalYear", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Inspections_OpenedById",
                table: "Inspections",
                column: "OpenedById");

            migrationBuilder.CreateIndex(
                name: "IX_RosterLines_RosterId_ListOrder",
                table: "RosterLines",
                columns: new[] { "RosterId", "ListOrder" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Rosters_ContractId_Number",
                table: "Rosters",
                columns: new[] { "ContractId", "Number" },
                unique: true);
        

            migrationBuilder.CreateTable(
                name: "CountedVersions",
                columns: table => new
                {
                    Month = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CountedVersions", x => x.Month);
                });

            CountedTriggers.Create(migrationBuilder);
        

            foreach (var (table, columns) in WrittenOnce)
            {
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_NoDELETE\" BEFORE DELETE ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'An incident cannot be deleted.'); END;");
                if (columns.Length > 0)
                {
                    migrationBuilder.Sql($"CREATE TRIGGER \"{table}_NoUPDATE\" BEFORE UPDATE OF {columns} ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'An incident is corrected by a further entry.'); END;");
                }
            }
        
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            CountedTriggers.Drop(migrationBuilder);
            migrationBuilder.DropTable(
                name: "CountedVersions");
        

            migrationBuilder.DropTable(
                name: "CheckItemVersions");

            migrationBuilder.DropTable(
                name: "Corrections");

            migrationBuilder.DropTable(
                name: "DoubleCheckLines");

            migrationBuilder.DropTable(
                name: "RosterLines");

            migrationBuilder.DropTable(
                name: "Findings");

            migrationBuilder.DropTable(
                name: "DoubleCheckRounds");

            migrationBuilder.DropTable(
                name: "Rosters");

            migrationBuilder.DropTable(
                name: "CheckItems");

            migrationBuilder.DropTable(
                name: "Inspections");

            migrationBuilder.DropTable(
                name: "Contracts");
        

            migrationBuilder.DropTable(
                name: "HalfYearPapers");

            migrationBuilder.DropTable(
                name: "IncidentPaperParts");

            migrationBuilder.DropColumn(
                name: "SentOn",
                table: "IncidentPapers");
        

            migrationBuilder.DropIndex(
                name: "IX_ReportEditions_Kind_FirstDay_Number",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_TargetBooked",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_TargetBusinesses",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_TargetClinics",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_TargetCompleted",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_Voice1",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_Voice2",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_Voice3",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_Voice4",
                table: "ReportEditions");

            migrationBuilder.DropColumn(
                name: "Texts_Voice5",
                table: "ReportEditions");

            migrationBuilder.RenameColumn(
                name: "FirstDay",
                table: "ReportEditions",
                newName: "Month");

            migrationBuilder.AlterColumn<Guid>(
                name: "PreparedById",
                table: "ReportEditions",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportEditions_Month_Number",
                table: "ReportEditions",
                columns: new[] { "Month", "Number" },
                unique: true);
        

            ReservationIndexes.DropCounted(migrationBuilder);

            migrationBuilder.DropIndex(
                name: "JoinedWalkIns",
                table: "ReservationChanges");

            migrationBuilder.DropTable(
                name: "AffectedLists");

            migrationBuilder.DropTable(
                name: "CallScripts");

            migrationBuilder.DropTable(
                name: "ContactAttempts");

            migrationBuilder.DropTable(
                name: "HandoverGrams");

            migrationBuilder.DropTable(
                name: "IncidentEvents");

            migrationBuilder.DropTable(
                name: "IncidentPapers");

            migrationBuilder.DropTable(
                name: "IncidentSources");

            migrationBuilder.DropTable(
                name: "IncidentSteps");

            migrationBuilder.DropTable(
                name: "IncidentVersions");

            migrationBuilder.DropTable(
                name: "NoticeComments");

            migrationBuilder.DropTable(
                name: "NoticeReceipts");

            migrationBuilder.DropTable(
                name: "NoticeVersions");

            migrationBuilder.DropTable(
                name: "PaperVersions");

            migrationBuilder.DropTable(
                name: "Referrals");

            migrationBuilder.DropTable(
                name: "AffectedBusinesses");

            migrationBuilder.DropTable(
                name: "Handovers");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "CommonPapers");

            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_Slots_Date_IsClosed_ClinicId_DeskId_Id",
                table: "Slots");

            migrationBuilder.DropIndex(
                name: "IX_RetentionHolds_IncidentId",
                table: "RetentionHolds");

            migrationBuilder.DropColumn(
                name: "IsExtra",
                table: "Slots");

            migrationBuilder.DropColumn(
                name: "IncidentId",
                table: "RetentionHolds");

            migrationBuilder.DropColumn(
                name: "GuidedMeasureIds",
                table: "Records");

            migrationBuilder.DropColumn(
                name: "ReferralIds",
                table: "Records");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "ExportOrders");

            migrationBuilder.DropColumn(
                name: "RecordIds",
                table: "ExportOrders");

            migrationBuilder.DropColumn(
                name: "ScrivenerId",
                table: "ExportOrders");

            migrationBuilder.DropColumn(
                name: "VenueId",
                table: "ExportOrders");

            migrationBuilder.DropColumn(
                name: "IncidentId",
                table: "Alarms");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "Alarms");

            migrationBuilder.AlterColumn<Guid>(
                name: "ApprovalId",
                table: "ExportOrders",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "BusinessId",
                table: "DocumentContents",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        
        }
    }
}
