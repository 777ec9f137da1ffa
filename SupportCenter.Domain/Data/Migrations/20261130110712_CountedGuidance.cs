using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class CountedGuidance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "GuidedMeasureIds",
                table: "Records",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "ReferralIds",
                table: "Records",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "Referrals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    IsOffered = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Referrals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Slots_Date_IsClosed_ClinicId_DeskId_Id",
                table: "Slots",
                columns: new[] { "Date", "IsClosed", "ClinicId", "DeskId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_Name",
                table: "Referrals",
                column: "Name",
                unique: true);

            ReservationIndexes.CreateCounted(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            ReservationIndexes.DropCounted(migrationBuilder);

            migrationBuilder.DropTable(
                name: "Referrals");

            migrationBuilder.DropIndex(
                name: "IX_Slots_Date_IsClosed_ClinicId_DeskId_Id",
                table: "Slots");

            migrationBuilder.DropColumn(
                name: "GuidedMeasureIds",
                table: "Records");

            migrationBuilder.DropColumn(
                name: "ReferralIds",
                table: "Records");
        }
    }
}
