using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class IncidentPapers : Migration
    {
        private static readonly (string Table, string Columns)[] WrittenOnce =
        [
            ("HalfYearPapers", "\"Id\", \"From\", \"Number\", \"Kind\", \"PreparedById\", \"PreparedAtUtc\", \"Hash\""),
            ("IncidentPaperParts", "\"Id\", \"PaperId\", \"Number\", \"BusinessId\", \"Hash\""),
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
            foreach (var (table, columns) in WrittenOnce)
            {
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_NoDELETE\" BEFORE DELETE ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'An incident cannot be deleted.'); END;");
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_NoUPDATE\" BEFORE UPDATE OF {columns} ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'An incident is corrected by a further entry.'); END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HalfYearPapers");

            migrationBuilder.DropTable(
                name: "IncidentPaperParts");

            migrationBuilder.DropColumn(
                name: "SentOn",
                table: "IncidentPapers");
        }
    }
}
