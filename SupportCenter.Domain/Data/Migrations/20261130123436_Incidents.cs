using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class Incidents : Migration
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
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "IncidentId",
                table: "RetentionHolds",
                type: "TEXT",
                nullable: true);

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
                name: "IX_ContactAttempts_AffectedId_AtUtc",
                table: "ContactAttempts",
                columns: new[] { "AffectedId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactAttempts_BusinessId",
                table: "ContactAttempts",
                column: "BusinessId");

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

            // Nothing of an incident is deleted, and what was written once is not rewritten: the database itself refuses. Encrypted columns
            // can change, for a new key and for the erasure of a business.
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
            migrationBuilder.DropTable(
                name: "AffectedLists");

            migrationBuilder.DropTable(
                name: "CallScripts");

            migrationBuilder.DropTable(
                name: "ContactAttempts");

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
                name: "AffectedBusinesses");

            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_RetentionHolds_IncidentId",
                table: "RetentionHolds");

            migrationBuilder.DropColumn(
                name: "IncidentId",
                table: "RetentionHolds");

            migrationBuilder.DropColumn(
                name: "IncidentId",
                table: "Alarms");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "Alarms");
        }
    }
}
