using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class Oversight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
