using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportCenter.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Audit",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", nullable: false),
                    ActorKind = table.Column<string>(type: "TEXT", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorRole = table.Column<string>(type: "TEXT", nullable: true),
                    Permission = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: true),
                    SubjectKind = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "Businesses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ContactName = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Telephone = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Ward = table.Column<int>(type: "INTEGER", nullable: true),
                    Industry = table.Column<string>(type: "TEXT", nullable: true),
                    EmployeeCount = table.Column<int>(type: "INTEGER", nullable: true),
                    FirstSeenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TelephoneKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    NameKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Businesses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Callbacks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    QueuedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    QueuedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    SettledAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReservationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SettledReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_BusinessName = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_ContactName = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Details_Memo = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_Telephone = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Details_Ward = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Callbacks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Drafts",
                columns: table => new
                {
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Form = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SavedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drafts", x => new { x.StaffId, x.Form });
                });

            migrationBuilder.CreateTable(
                name: "Industries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    IsOffered = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Industries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Measures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Details_Issuer = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Link = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Details_Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Details_PaperOrder = table.Column<int>(type: "INTEGER", nullable: true),
                    Details_ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Details_ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Details_ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Measures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Questions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Staff",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DirectoryTenant = table.Column<string>(type: "TEXT", nullable: true),
                    DirectoryObject = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Staff", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Venues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Details_Access = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Details_Address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Details_IsUsed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Details_ListOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Details_OpeningHours = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Details_Ward = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Venues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditedBusinesses",
                columns: table => new
                {
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditedBusinesses", x => new { x.BusinessId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_AuditedBusinesses_Audit_Sequence",
                        column: x => x.Sequence,
                        principalTable: "Audit",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DocumentContents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    TouchedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentContents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DocumentContents_Businesses_BusinessId",
                        column: x => x.BusinessId,
                        principalTable: "Businesses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SearchGrams",
                columns: table => new
                {
                    Gram = table.Column<long>(type: "INTEGER", nullable: false),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchGrams", x => new { x.Gram, x.BusinessId });
                    table.ForeignKey(
                        name: "FK_SearchGrams_Businesses_BusinessId",
                        column: x => x.BusinessId,
                        principalTable: "Businesses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Clinics",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VenueId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    SlotMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clinics", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Clinics_Venues_VenueId",
                        column: x => x.VenueId,
                        principalTable: "Venues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DocumentChunks",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentChunks", x => new { x.DocumentId, x.Number });
                    table.ForeignKey(
                        name: "FK_DocumentChunks_DocumentContents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "DocumentContents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Desks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClinicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ScrivenerId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Desks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Desks_Clinics_ClinicId",
                        column: x => x.ClinicId,
                        principalTable: "Clinics",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Desks_Staff_ScrivenerId",
                        column: x => x.ScrivenerId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Slots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClinicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    IsClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClosedReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Slots", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Slots_Clinics_ClinicId",
                        column: x => x.ClinicId,
                        principalTable: "Clinics",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Slots_Desks_DeskId",
                        column: x => x.DeskId,
                        principalTable: "Desks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Reservations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SlotId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClinicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    VenueId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ScrivenerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    IsWalkIn = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ReceivedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReceivedByName = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommandKey = table.Column<Guid>(type: "TEXT", nullable: true),
                    ImportKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_Answers = table.Column<string>(type: "TEXT", nullable: false),
                    Details_BusinessName = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_ContactName = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_EmployeeCount = table.Column<int>(type: "INTEGER", nullable: true),
                    Details_Industry = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Details_Memo = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_Telephone = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_VisitNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Ward = table.Column<int>(type: "INTEGER", nullable: true),
                    Details_WishedMeasure = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reservations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reservations_Businesses_BusinessId",
                        column: x => x.BusinessId,
                        principalTable: "Businesses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reservations_Clinics_ClinicId",
                        column: x => x.ClinicId,
                        principalTable: "Clinics",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reservations_Slots_SlotId",
                        column: x => x.SlotId,
                        principalTable: "Slots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SlotHolds",
                columns: table => new
                {
                    SlotId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HolderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UntilUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SlotHolds", x => x.SlotId);
                    table.ForeignKey(
                        name: "FK_SlotHolds_Slots_SlotId",
                        column: x => x.SlotId,
                        principalTable: "Slots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReservationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ScrivenerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    LastSavedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSavedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    SubmittedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConfirmedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConfirmedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ImportKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_CityMeasure = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_ClientCategory = table.Column<int>(type: "INTEGER", nullable: true),
                    Details_EndedAt = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    Details_Guidance = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Details_Impression = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_MeasureIds = table.Column<string>(type: "TEXT", nullable: false),
                    Details_OtherMeasure = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_OtherTopic = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_OtherTrouble = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_Remarks = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_SalesDecline = table.Column<int>(type: "INTEGER", nullable: true),
                    Details_StartedAt = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    Details_Summary = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details_Topics = table.Column<int>(type: "INTEGER", nullable: false),
                    Details_Troubles = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Records", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Records_Businesses_BusinessId",
                        column: x => x.BusinessId,
                        principalTable: "Businesses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Records_Reservations_ReservationId",
                        column: x => x.ReservationId,
                        principalTable: "Reservations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Records_Staff_ScrivenerId",
                        column: x => x.ScrivenerId,
                        principalTable: "Staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReservationChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReservationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Act = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    FromDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    FromStartsAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    FromVenueId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReservationChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReservationChanges_Reservations_ReservationId",
                        column: x => x.ReservationId,
                        principalTable: "Reservations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Documents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BusinessId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReservationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FileName = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    ContentKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UploadedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    UploadedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "TEXT", nullable: true),
                    WithdrawnReason = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Documents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Documents_Businesses_BusinessId",
                        column: x => x.BusinessId,
                        principalTable: "Businesses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Documents_DocumentContents_Id",
                        column: x => x.Id,
                        principalTable: "DocumentContents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Documents_Records_RecordId",
                        column: x => x.RecordId,
                        principalTable: "Records",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Documents_Reservations_ReservationId",
                        column: x => x.ReservationId,
                        principalTable: "Reservations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RecordVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    ReplacedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReplacedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedFields = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecordVersions_Records_RecordId",
                        column: x => x.RecordId,
                        principalTable: "Records",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_ActorId_Sequence",
                table: "Audit",
                columns: new[] { "ActorId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditedBusinesses_Sequence",
                table: "AuditedBusinesses",
                column: "Sequence");

            migrationBuilder.CreateIndex(
                name: "IX_Businesses_NameKey",
                table: "Businesses",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "IX_Businesses_TelephoneKey",
                table: "Businesses",
                column: "TelephoneKey");

            migrationBuilder.CreateIndex(
                name: "IX_Callbacks_SettledAtUtc_QueuedAtUtc",
                table: "Callbacks",
                columns: new[] { "SettledAtUtc", "QueuedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Clinics_Date_VenueId",
                table: "Clinics",
                columns: new[] { "Date", "VenueId" });

            migrationBuilder.CreateIndex(
                name: "IX_Clinics_VenueId",
                table: "Clinics",
                column: "VenueId");

            migrationBuilder.CreateIndex(
                name: "IX_Desks_ClinicId_Number",
                table: "Desks",
                columns: new[] { "ClinicId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Desks_ScrivenerId_ClinicId",
                table: "Desks",
                columns: new[] { "ScrivenerId", "ClinicId" });

            migrationBuilder.CreateIndex(
                name: "IX_DocumentContents_BusinessId",
                table: "DocumentContents",
                column: "BusinessId");

            migrationBuilder.CreateIndex(
                name: "IX_Documents_BusinessId_UploadedAtUtc",
                table: "Documents",
                columns: new[] { "BusinessId", "UploadedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Documents_RecordId",
                table: "Documents",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_Documents_ReservationId",
                table: "Documents",
                column: "ReservationId");

            migrationBuilder.CreateIndex(
                name: "IX_Industries_Name",
                table: "Industries",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Records_BusinessId_Date",
                table: "Records",
                columns: new[] { "BusinessId", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_Records_Date_Id",
                table: "Records",
                columns: new[] { "Date", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Records_ImportKey",
                table: "Records",
                column: "ImportKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Records_ReservationId",
                table: "Records",
                column: "ReservationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Records_ScrivenerId_Date",
                table: "Records",
                columns: new[] { "ScrivenerId", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_Records_Status_Date",
                table: "Records",
                columns: new[] { "Status", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_RecordVersions_RecordId_Number",
                table: "RecordVersions",
                columns: new[] { "RecordId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReservationChanges_ReservationId_AtUtc",
                table: "ReservationChanges",
                columns: new[] { "ReservationId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_BusinessId_Date_StartsAt_Id",
                table: "Reservations",
                columns: new[] { "BusinessId", "Date", "StartsAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_ClinicId_Date_StartsAt_Id_Status_BusinessId",
                table: "Reservations",
                columns: new[] { "ClinicId", "Date", "StartsAt", "Id", "Status", "BusinessId" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_CommandKey",
                table: "Reservations",
                column: "CommandKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_Date_StartsAt_Id_Status_BusinessId_ClinicId",
                table: "Reservations",
                columns: new[] { "Date", "StartsAt", "Id", "Status", "BusinessId", "ClinicId" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_ImportKey",
                table: "Reservations",
                column: "ImportKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_ReceivedOn_Date_StartsAt_Id_Status_BusinessId",
                table: "Reservations",
                columns: new[] { "ReceivedOn", "Date", "StartsAt", "Id", "Status", "BusinessId" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_ScrivenerId_Date_StartsAt_Id_Status_BusinessId",
                table: "Reservations",
                columns: new[] { "ScrivenerId", "Date", "StartsAt", "Id", "Status", "BusinessId" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_Status_Date_StartsAt_Id_BusinessId_ClinicId",
                table: "Reservations",
                columns: new[] { "Status", "Date", "StartsAt", "Id", "BusinessId", "ClinicId" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_VenueId_Date_StartsAt_Id_Status_BusinessId",
                table: "Reservations",
                columns: new[] { "VenueId", "Date", "StartsAt", "Id", "Status", "BusinessId" });

            migrationBuilder.CreateIndex(
                name: "OneActiveReservationPerSlot",
                table: "Reservations",
                column: "SlotId",
                unique: true,
                filter: "\"Status\" < 3");

            migrationBuilder.CreateIndex(
                name: "IX_SearchGrams_BusinessId",
                table: "SearchGrams",
                column: "BusinessId");

            migrationBuilder.CreateIndex(
                name: "IX_Slots_ClinicId",
                table: "Slots",
                column: "ClinicId");

            migrationBuilder.CreateIndex(
                name: "IX_Slots_Date_StartsAt",
                table: "Slots",
                columns: new[] { "Date", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Slots_DeskId",
                table: "Slots",
                column: "DeskId");

            migrationBuilder.CreateIndex(
                name: "IX_Staff_DirectoryTenant_DirectoryObject",
                table: "Staff",
                columns: new[] { "DirectoryTenant", "DirectoryObject" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditedBusinesses");

            migrationBuilder.DropTable(
                name: "Callbacks");

            migrationBuilder.DropTable(
                name: "DocumentChunks");

            migrationBuilder.DropTable(
                name: "Documents");

            migrationBuilder.DropTable(
                name: "Drafts");

            migrationBuilder.DropTable(
                name: "Industries");

            migrationBuilder.DropTable(
                name: "Measures");

            migrationBuilder.DropTable(
                name: "Questions");

            migrationBuilder.DropTable(
                name: "RecordVersions");

            migrationBuilder.DropTable(
                name: "ReservationChanges");

            migrationBuilder.DropTable(
                name: "SearchGrams");

            migrationBuilder.DropTable(
                name: "SlotHolds");

            migrationBuilder.DropTable(
                name: "Audit");

            migrationBuilder.DropTable(
                name: "DocumentContents");

            migrationBuilder.DropTable(
                name: "Records");

            migrationBuilder.DropTable(
                name: "Reservations");

            migrationBuilder.DropTable(
                name: "Businesses");

            migrationBuilder.DropTable(
                name: "Slots");

            migrationBuilder.DropTable(
                name: "Desks");

            migrationBuilder.DropTable(
                name: "Clinics");

            migrationBuilder.DropTable(
                name: "Staff");

            migrationBuilder.DropTable(
                name: "Venues");
        }
    }
}
