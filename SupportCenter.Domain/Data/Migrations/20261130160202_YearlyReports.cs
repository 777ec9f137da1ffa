using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class YearlyReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
