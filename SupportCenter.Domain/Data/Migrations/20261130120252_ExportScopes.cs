using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class ExportScopes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.AlterColumn<Guid>(
                name: "ApprovalId",
                table: "ExportOrders",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
