using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class ExposureChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Token",
                table: "Canaries",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ExposureChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: true),
                    StartedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    Requests = table.Column<int>(type: "INTEGER", nullable: false),
                    Unanswered = table.Column<int>(type: "INTEGER", nullable: false),
                    IdsKnown = table.Column<int>(type: "INTEGER", nullable: false),
                    IdsAsked = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExposureChecks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ExposureFindings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CheckId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Address = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Clue = table.Column<string>(type: "TEXT", nullable: true),
                    Times = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExposureFindings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExposureFindings_ExposureChecks_CheckId",
                        column: x => x.CheckId,
                        principalTable: "ExposureChecks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ExposureChecks_EndedAtUtc",
                table: "ExposureChecks",
                column: "EndedAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_ExposureFindings_CheckId",
                table: "ExposureFindings",
                column: "CheckId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExposureFindings");

            migrationBuilder.DropTable(
                name: "ExposureChecks");

            migrationBuilder.DropColumn(
                name: "Token",
                table: "Canaries");
        }
    }
}
