using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Retention;

/// <summary>From a completed disposal to its paper.</summary>
public static class DisposalSheets
{
    public static DisposalSheet Of(DisposalCertificate certificate) =>
        new(
            RetentionFormatter.Number(certificate.FiscalYear, certificate.Number),
            [.. Facts(certificate).Select(fact => new DisposalFact(fact.Label, fact.Text))],
            [
                .. certificate.Disposed.Select(item =>
                    Row(item, Filled(CertificateTexts.PartsOf, item.Reservations, item.Records, item.Documents, item.Callbacks))
                ),
            ],
            [.. certificate.LeftOut.Select(item => Row(item, ""))]
        );

    private static IEnumerable<(string Label, string Text)> Facts(DisposalCertificate it)
    {
        var gone = it.Disposed.ToList();
        var (businesses, calls) = (
            gone.Count(item => item.Kind == DisposalSubject.Business),
            gone.Count(item => item.Kind == DisposalSubject.Callback)
        );
        yield return (CertificateTexts.Basis, Filled(CertificateTexts.BasisOf, it.Years, ScreenDate.Day(it.Cutoff)));
        yield return (CertificateTexts.Reason, it.Reason);
        yield return (CertificateTexts.AskedBy, Person(it.OrderedBy, it.OrderedAtUtc));
        yield return (CertificateTexts.ReleasedBy, Person(it.ReleasedBy, it.ReleasedAtUtc));
        yield return (
            CertificateTexts.CarriedOutBy,
            Filled(CertificateTexts.CarriedOutOf, it.OrderedBy, When(it.StartedAtUtc), When(it.CompletedAtUtc))
        );
        yield return (
            CertificateTexts.Disposed,
            Filled(
                CertificateTexts.DisposedOf,
                businesses,
                calls + gone.Sum(item => item.Kind == DisposalSubject.Business ? item.Callbacks : 0),
                gone.Sum(item => item.Reservations),
                gone.Sum(item => item.Records),
                gone.Sum(item => item.Documents),
                gone.Sum(item => item.Bytes) is > 0 and var bytes ? FileSize.Format(bytes) : "0 KB"
            )
        );
        yield return (
            CertificateTexts.LeftOut,
            it.LeftOut.Any() ? Filled(CertificateTexts.LeftOutOf, it.LeftOut.Count()) : CertificateTexts.None
        );
        yield return (CertificateTexts.Method, CertificateTexts.MethodSentence);
        yield return (CertificateTexts.Backups, Filled(CertificateTexts.BackupsOf, ScreenDate.Day(it.BackupsUntil)));
        yield return (CertificateTexts.Audit, Filled(CertificateTexts.AuditOf, it.Sequence, it.Hash[..32], it.Hash[32..]));
        yield return (CertificateTexts.Reference, it.Id.ToShort());
    }

    private static DisposalSheetRow Row(CertifiedItem item, string parts) =>
        new(
            item.Fingerprint,
            item.Kind == DisposalSubject.Business ? CertificateTexts.KindBusiness : CertificateTexts.KindCallback,
            ScreenDate.FiscalYear(item.LastFiscalYear),
            parts,
            item.State.Label()
        );

    private static string Person(string name, DateTime utc) => $"{name}　{When(utc)}";

    private static string When(DateTime utc) => ScreenDate.At(CentreTime.ToCivil(utc));
}
