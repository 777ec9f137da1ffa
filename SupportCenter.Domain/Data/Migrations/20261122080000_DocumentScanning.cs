using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class DocumentScanning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "ReleasedReason",
                table: "Documents",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Scan",
                table: "Documents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ScanFinding",
                table: "Documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ScannedAtUtc",
                table: "Documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Documents_Scan_UploadedAtUtc",
                table: "Documents",
                columns: new[] { "Scan", "UploadedAtUtc" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Documents_Scan_UploadedAtUtc",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ReleasedReason",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "Scan",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ScanFinding",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ScannedAtUtc",
                table: "Documents");
        }
    }
}
