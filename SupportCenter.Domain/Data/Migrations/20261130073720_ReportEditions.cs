using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReportEditions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ReportEditions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PreparedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    PreparedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FixedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    FixedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Figures = table.Column<string>(type: "TEXT", nullable: true),
                    FiguresHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Texts_First = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Texts_Issues = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Texts_Reason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Texts_Second = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Texts_Third = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportEditions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReportEditions_Staff_FixedById",
                        column: x => x.FixedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReportEditions_Staff_PreparedById",
                        column: x => x.PreparedById,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReportEditions_FixedById",
                table: "ReportEditions",
                column: "FixedById");

            migrationBuilder.CreateIndex(
                name: "IX_ReportEditions_Month_Number",
                table: "ReportEditions",
                columns: new[] { "Month", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportEditions_PreparedById",
                table: "ReportEditions",
                column: "PreparedById");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReportEditions");
        }
    }
}
