using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class TelephoneNotesAndReadings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Details_BusinessNameReading",
                table: "Reservations",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Details_TelephoneNote",
                table: "Reservations",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Details_TelephoneReason",
                table: "Reservations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Details_TelephoneNote",
                table: "Callbacks",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Details_TelephoneReason",
                table: "Callbacks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "NameReading",
                table: "Businesses",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "TelephoneNote",
                table: "Businesses",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TelephoneReason",
                table: "Businesses",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Details_BusinessNameReading",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "Details_TelephoneNote",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "Details_TelephoneReason",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "Details_TelephoneNote",
                table: "Callbacks");

            migrationBuilder.DropColumn(
                name: "Details_TelephoneReason",
                table: "Callbacks");

            migrationBuilder.DropColumn(
                name: "NameReading",
                table: "Businesses");

            migrationBuilder.DropColumn(
                name: "TelephoneNote",
                table: "Businesses");

            migrationBuilder.DropColumn(
                name: "TelephoneReason",
                table: "Businesses");
        }
    }
}
