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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Contracts");
        }
    }
}
