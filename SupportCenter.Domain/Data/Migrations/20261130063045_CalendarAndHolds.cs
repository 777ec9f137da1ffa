using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class CalendarAndHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "FormKey",
                table: "SlotHolds",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTime>(
                name: "RevisedAtUtc",
                table: "Clinics",
                type: "TEXT",
                nullable: false,
                defaultValue: DateTime.UnixEpoch);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Clinics",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FormKey",
                table: "SlotHolds");

            migrationBuilder.DropColumn(
                name: "RevisedAtUtc",
                table: "Clinics");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Clinics");
        }
    }
}
