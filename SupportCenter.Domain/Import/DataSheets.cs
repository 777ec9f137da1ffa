using System.Globalization;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>What the sheets of one exported file say: lines as they were written, rows that are none, and what is not taken over.</summary>
internal sealed class DataSheets
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");
    private static readonly Lazy<Known> Columns = new(InJapanese);
    private readonly string file;
    private readonly Dictionary<(string Sheet, int Row, string Head), List<string>> lost;
    private readonly DateOnly today;

    /// <param name="file">The name of the file.</param>
    /// <param name="tables">Its sheets.</param>
    /// <param name="today">The day from which dates without year are counted, where somebody has typed one.</param>
    public DataSheets(string file, IReadOnlyList<DataTable> tables, DateOnly today)
    {
        (this.file, this.today, lost) = (file, today, LostCharacters(tables));
        foreach (var table in tables)
        {
            Read(table);
        }

        Remarks.Add(ImportTexts.Remark_DataHistory);
    }

    public List<(int Row, string Sheet, ReservationLine Line, List<string> Doubts)> Reservations { get; } = [];

    public List<(int Row, string Sheet, RecordLine Line, List<string> Doubts)> Records { get; } = [];

    public List<(int Row, string Sheet, GuidanceLine Line, List<string> Doubts)> Guidance { get; } = [];

    public List<LeftOutRow> LeftOut { get; } = [];

    public List<string> Remarks { get; } = [];

    /// <summary>Whether a sheet is one of an export: by the heads under which its rows are numbered.</summary>
    public static bool IsData(DataTable table) => NameOf(table) is not null;

    /// <summary>How an export calls the sheet; null where it is none.</summary>
    public static string? NameOf(DataTable table)
    {
        var (known, heads) = (Columns.Value, table.Heads.ToHashSet(StringComparer.Ordinal));
        return !heads.Contains(known.Reference) ? null
            : heads.IsSupersetOf(known.GuidanceMark) ? known.GuidanceName
            : heads.IsSupersetOf(known.RecordMark) ? known.RecordName
            : heads.IsSupersetOf(known.ReservationMark) ? known.ReservationName
            : null;
    }

    private void Read(DataTable table)
    {
        var known = Columns.Value;
        var name = NameOf(table);
        if (name == known.ReservationName)
        {
            Read(table, known.Reservation, Reservations, head => new Named<ReservationLine>(typeof(Answer), (line, nth, value) =>
                line.Answers.Add(new NamedCell<Answer>(head, nth, (Answer)value))
            ));
        }
        else if (name == known.RecordName)
        {
            Read(table, known.Record, Records, head =>
                head.StartsWith(known.MeasureHead, StringComparison.Ordinal)
                    ? new Named<RecordLine>(typeof(bool), (line, nth, value) =>
                        line.Measures.Add(new NamedCell<bool>(head[known.MeasureHead.Length..], nth, (bool)value))
                    )
                    : null
            );
        }
        else if (name == known.GuidanceName)
        {
            Read(table, known.Guidance, Guidance, _ => null);
        }
        else if (!IsLostList(table))
        {
            Remarks.Add(Filled(ImportTexts.Remark_OtherSheet, table.Name));
        }
    }

    /// <summary>A column whose head names a row of a catalogue.</summary>
    private sealed record Named<T>(Type Type, Action<T, int, object> Put);

    private void Read<T>(
        DataTable table,
        IReadOnlyList<ExportColumn<T>> known,
        List<(int Row, string Sheet, T Line, List<string> Doubts)> into,
        Func<string, Named<T>?> named
    )
        where T : new()
    {
        var columns = new List<(int At, ExportColumn<T> Column)>();
        var further = new List<(int At, int Nth, Named<T> Column)>();
        for (var at = 0; at < table.Heads.Count; at++)
        {
            var head = table.Heads[at];
            if (known.FirstOrDefault(column => column.Head == head) is { } column && columns.TrueForAll(other => other.Column != column))
            {
                columns.Add((at, column));
                if (column.WhyNot is not null)
                {
                    Remarks.Add(Filled(ImportTexts.Remark_ColumnNotTaken, table.Name, head, ReasonOf(column, known)));
                }
            }
            else if (head.Length > 0 && named(head) is { } row && IsOf(table, at, row.Type))
            {
                further.Add((at, further.Count(other => table.Heads[other.At] == head), row));
            }
            else if (head.Length > 0)
            {
                Remarks.Add(Filled(ImportTexts.Remark_ColumnUnknown, table.Name, head));
            }
        }

        Remarks.AddRange(
            known
                .Where(column => column.Put is not null && columns.TrueForAll(other => other.Column != column))
                .Select(column => Filled(ImportTexts.Remark_ColumnMissing, table.Name, column.Head))
        );
        for (var row = 0; row < table.Rows.Count; row++)
        {
            Read(table, row, columns, further, into);
        }
    }

    private void Read<T>(
        DataTable table,
        int row,
        List<(int At, ExportColumn<T> Column)> columns,
        List<(int At, int Nth, Named<T> Column)> further,
        List<(int Row, string Sheet, T Line, List<string> Doubts)> into
    )
        where T : new()
    {
        var (cells, line, doubts) = (table.Rows[row], new T(), new List<string>());
        if (Array.TrueForAll(cells, cell => cell is null or ""))
        {
            return;
        }

        // Rows are counted as Excel shows them: the heads are the first.
        var number = row + 2;
        foreach (var (at, column) in columns.Where(column => column.Column.Put is not null))
        {
            var isRead = DataCells.TryRead(column.Type, Restored(table, number, at, cells[at], doubts), today, out var value);
            if (column.IsNeeded && value is null)
            {
                LeftOut.Add(new LeftOutRow(file, table.Name, number, Filled(ImportTexts.LeftOut_DataRow, column.Head)));
                return;
            }

            if (!isRead)
            {
                doubts.Add(Filled(ImportTexts.Doubt_Of, column.Head, ImportTexts.Doubt_Unreadable));
            }

            column.Put!(line, value);
        }

        foreach (var (at, nth, column) in further)
        {
            DataCells.TryRead(column.Type, cells[at], today, out var value);
            if (value is not null)
            {
                column.Put(line, nth, value);
            }
        }

        into.Add((number, table.Name, line, doubts));
    }

    // What is a value of a catalogue's row is one in every line.
    private bool IsOf(DataTable table, int at, Type type) => table.Rows.All(cells => DataCells.TryRead(type, cells[at], today, out _));

    /// <summary>The sentence in the language of the screen: the column was made in Japanese.</summary>
    private static string ReasonOf<T>(ExportColumn<T> column, IReadOnlyList<ExportColumn<T>> known)
    {
        var at = known.TakeWhile(other => other != column).Count();
        return Columns.Value.Here<T>()[at].WhyNot!;
    }

    /// <summary>Puts back the characters that CP932 lacks, where the list beside the sheet has as many of them as the cell has
    /// marks.</summary>
    private object? Restored(DataTable table, int row, int at, object? cell, List<string> doubts)
    {
        if (cell is not string text || !lost.TryGetValue((table.Name, row, table.Heads[at]), out var characters))
        {
            return cell;
        }

        var parts = text.Split(DataCells.Missing);
        if (parts.Length != characters.Count + 1)
        {
            doubts.Add(Filled(ImportTexts.Doubt_LostCharacters, table.Heads[at]));
            return cell;
        }

        return string.Concat(parts.SelectMany((part, n) => n < characters.Count ? new[] { part, characters[n] } : [part]));
    }

    private static bool IsLostList(DataTable table) => table.Heads.SequenceEqual(Columns.Value.LostHeads, StringComparer.Ordinal);

    private static Dictionary<(string Sheet, int Row, string Head), List<string>> LostCharacters(IReadOnlyList<DataTable> tables) =>
        tables
            .Where(IsLostList)
            .SelectMany(table => table.Rows)
            .Select(cells => Array.ConvertAll(cells, cell => DataCells.Typed(cell as string ?? "")))
            .Where(cells => int.TryParse(cells[1], CultureInfo.InvariantCulture, out _))
            .GroupBy(cells => (cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2]))
            .ToDictionary(group => group.Key, group => group.Select(cells => Characters(cells[4])).ToList());

    /// <summary>U+845B U+E0100 as text.</summary>
    private static string Characters(string codes) =>
        string.Concat(
            codes
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(code =>
                    int.TryParse(code.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) ? value : 0
                )
                .Where(System.Text.Rune.IsValid)
                .Select(char.ConvertFromUtf32)
        );

    /// <summary>Files are Japanese whatever language the screen speaks.</summary>
    private static Known InJapanese()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = Japanese;
            return new Known();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private sealed class Known
    {
        public IReadOnlyList<ExportColumn<ReservationLine>> Reservation { get; } = ReservationColumns.Known();

        public IReadOnlyList<ExportColumn<RecordLine>> Record { get; } = RecordColumns.Known();

        public IReadOnlyList<ExportColumn<GuidanceLine>> Guidance { get; } = RecordColumns.OfGuidance("", _ => null);

        public string Reference { get; } = ExportTexts.Reference;

        public string[] ReservationMark { get; } = [ExportTexts.ReservationId, ExportTexts.BusinessId, ExportTexts.ReceivedOn];

        public string[] RecordMark { get; } = [ExportTexts.RecordId, ExportTexts.ReservationId, ExportTexts.BusinessId];

        public string[] GuidanceMark { get; } = [ExportTexts.RecordId, ExportTexts.GuidanceNumber];

        public string ReservationName { get; } = ExportTexts.Reservations;

        public string RecordName { get; } = ExportTexts.Records;

        public string GuidanceName { get; } = ExportTexts.Guidance;

        public string MeasureHead { get; } = RecordColumns.MeasureHead;

        public string[] LostHeads { get; } =
        [ExportTexts.LostSheet, ExportTexts.LostRow, ExportTexts.LostColumn, ExportTexts.LostCharacter, ExportTexts.LostCode];

        /// <summary>The same columns with their sentences in the language of the screen.</summary>
        public IReadOnlyList<ExportColumn<T>> Here<T>() =>
            (IReadOnlyList<ExportColumn<T>>)(
                typeof(T) == typeof(ReservationLine) ? ReservationColumns.Known()
                : typeof(T) == typeof(RecordLine) ? RecordColumns.Known()
                : (object)RecordColumns.OfGuidance("", _ => null)
            );
    }
}
