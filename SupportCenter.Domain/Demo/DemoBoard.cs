using System.Text;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Notices;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Shelf;

namespace SupportCenter.Domain.Demo;

/// <summary>Notices as such a centre has them, handovers of today and tomorrow, and a few papers on the shelf.</summary>
internal static class DemoBoard
{
    private const string BringList =
        "【ご相談当日にお持ちいただくもの】\r\n・直近の確定申告書の控え\r\n・本年と昨年の売上げが分かるもの（売上台帳など）\r\n"
        + "・申請書（書きかけのものがあれば）\r\n※お持ちでなくてもご相談いただけます。\r\n";

    private const string DeskList =
        "確認,内容\r\n始まる前,受付票と名札を並べる\r\n始まる前,前の会場からの申し送りを読む\r\n終わった後,相談票を提出する\r\n"
        + "終わった後,紙の控えを鍵のかかる袋に入れる\r\n";

    public static void Add(Seeding seeding, BlindIndex index, IReadOnlyList<StaffMember> staff, IReadOnlyList<Clinic> clinics)
    {
        StaffMember First(Role role) => staff.First(person => person.Role == role);
        var (city, desk, scrivener) = (First(Role.Supervisor), First(Role.BookingStaff), First(Role.Scrivener));
        var bring = AddPaper(seeding, city, "当日の持ち物の案内", "持ち物の案内.txt", DocumentKind.Text, BringList);
        AddPaper(seeding, desk, "会場の確認表", "会場の確認表.csv", DocumentKind.Csv, DeskList);
        AddNotices(seeding, city, desk, scrivener, bring);
        AddHandovers(seeding, index, clinics, desk, scrivener);
    }

    private static void AddNotices(Seeding seeding, StaffMember city, StaffMember desk, StaffMember scrivener, CommonPaper bring)
    {
        var (db, now) = (seeding.Db, seeding.UtcNow);
        Notice Post(StaffMember by, TimeSpan before, NoticeDetails details)
        {
            var notice = new Notice(details, by.Id, now - before);
            db.Add(notice);
            return notice;
        }

        var bags = Post(
            city,
            TimeSpan.FromDays(6),
            new NoticeDetails
            {
                Text = "会場を移るときは、紙の控えを必ず鍵のかかる袋に入れてください。\n電車の網棚や車の中に置いたままにしないでください。",
                Kind = NoticeKind.Important,
                NeedsConfirmation = true,
            }
        );
        db.Add(new NoticeReceipt(bags.Id, 1, desk.Id, ReceiptKind.Read, now.AddDays(-5)));
        db.Add(new NoticeReceipt(bags.Id, 1, desk.Id, ReceiptKind.Confirmed, now.AddDays(-5)));
        var parking = Post(
            desk,
            TimeSpan.FromDays(3),
            new NoticeDetails { Text = "今月は、区役所の駐車場が工事で使えません。電話の方には、公共交通機関のご利用をお願いしています。" }
        );
        db.Add(new NoticeReceipt(parking.Id, 1, scrivener.Id, ReceiptKind.Read, now.AddDays(-2)));
        db.Add(new NoticeComment(parking.Id, "会場でも同じ案内をします。", scrivener.Id, now.AddDays(-2)));
        var list = Post(
            city,
            TimeSpan.FromDays(1),
            new NoticeDetails
            {
                Text = "当日の持ち物の案内を新しくしました。予約の電話で、持ち物を読み上げてください。",
                Kind = NoticeKind.Procedure,
                PaperId = bring.Id,
            }
        );
        db.Add(
            list.Correct(
                new NoticeDetails
                {
                    Text = "当日の持ち物の案内を新しくしました。予約の電話の最後に、持ち物を読み上げてください。",
                    Kind = NoticeKind.Procedure,
                    PaperId = bring.Id,
                },
                isSmall: true,
                city.Id,
                now.AddHours(-20)
            )
        );
    }

    private static void AddHandovers(
        Seeding seeding,
        BlindIndex index,
        IReadOnlyList<Clinic> clinics,
        StaffMember desk,
        StaffMember scrivener
    )
    {
        var db = seeding.Db;
        void HandOver(HandoverDetails details, HandoverPlace place, StaffMember by)
        {
            var handover = new Handover(details, place, by.Id, seeding.Today.AddDays(-1), seeding.UtcNow.AddHours(-16));
            db.Add(handover);
            db.AddRange(index.HandoverGrams(handover.Text).Select(gram => new HandoverGram { Gram = gram, HandoverId = handover.Id }));
        }

        var today = clinics.Where(clinic => clinic.Date == seeding.Today).ToList();
        var mine = today.First(clinic => clinic.Desks.Any(one => one.ScrivenerId == scrivener.Id));
        HandOver(
            new HandoverDetails
            {
                Text = "相談コーナーの机が一つ壊れています。総務で折りたたみの机を借りてください。",
                IsForReception = true,
            },
            new HandoverPlace(mine.Id, null, null, null, null, mine.Date),
            desk
        );
        if (db.Reservations.Local.FirstOrDefault(row => row.ClinicId == mine.Id && row.Status == ReservationStatus.Booked) is { } visit)
        {
            HandOver(
                new HandoverDetails { Text = "前回お預かりした見積書の写しを、今日お返しする約束です。", OwnerId = scrivener.Id },
                new HandoverPlace(null, null, visit.Id, visit.BusinessId, null, visit.Date),
                scrivener
            );
        }

        if (clinics.Where(clinic => clinic.Date > seeding.Today).MinBy(clinic => clinic.Date) is { } next)
        {
            HandOver(
                new HandoverDetails
                {
                    Text = "この会場は、裏口が17時に閉まります。片付けは17時までに終えてください。",
                    IsForReception = true,
                },
                new HandoverPlace(next.Id, null, null, null, null, next.Date),
                scrivener
            );
        }
    }

    private static CommonPaper AddPaper(Seeding seeding, StaffMember by, string title, string fileName, DocumentKind kind, string text)
    {
        var (db, at) = (seeding.Db, seeding.UtcNow.AddDays(-10));
        var bytes = Encoding.UTF8.GetBytes(text);
        var stored = new DocumentContent(NewId.Create(), null, at);
        var piece = stored.Append(0, DocumentEncryption.Encrypt(db.Cipher, stored.Id, 0, isLast: true, bytes), bytes.Length, at);
        var paper = new CommonPaper(new PaperDetails { Title = title }, by.Id);
        var content = new PaperContent(
            stored.Id,
            fileName,
            kind,
            bytes.Length,
            System.Security.Cryptography.SHA256.HashData(bytes),
            ScanState.Unscanned
        );
        db.AddRange(stored, piece, paper, paper.Replace(content, null, by.Id, at));
        return paper;
    }
}
