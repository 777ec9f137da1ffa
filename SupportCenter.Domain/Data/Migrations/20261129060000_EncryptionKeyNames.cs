using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <summary>The table of encryption keys gets the names of its entity.</summary>
    [DbContext(typeof(PortalDbContext))]
    [Migration("20261129060000_EncryptionKeyNames")]
    public partial class EncryptionKeyNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameTable(name: "SealingKeys", newName: "EncryptionKeys");
            migrationBuilder.RenameColumn(name: "Resealed", table: "EncryptionKeys", newName: "Reencrypted");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "Reencrypted", table: "EncryptionKeys", newName: "Resealed");
            migrationBuilder.RenameTable(name: "EncryptionKeys", newName: "SealingKeys");
        }
    }
}
