using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>The boxes of a 相談票 by the group they belong to. An option belongs where its words say; その他 and unknown texts where they
/// stand.</summary>
internal sealed class TickedGroups
{
    private readonly SheetGrid grid;
    private readonly LabelledForm form;
    private readonly List<FoundLabel> groupLabels;
    private readonly List<(TickBox Box, ImportField? Group, string Name, string Note)> boxes = [];

    public TickedGroups(SheetGrid grid, LabelledForm form)
    {
        (this.grid, this.form) = (grid, form);
        groupLabels =
        [
            .. form.Labels.Where(label =>
                label.Field
                    is ImportField.ClientCategory
                        or ImportField.Topics
                        or ImportField.Measures
                        or ImportField.Troubles
                        or ImportField.SalesDecline
            ),
        ];
        foreach (var box in TickBoxes.In(grid, form.IsLabel))
        {
            boxes.Add(
                PaperOptions.Match(box.Text) switch
                {
                    { Name: PaperOptions.Other } other => (
                        box,
                        GroupOfOther(box),
                        PaperOptions.Other,
                        other.Note.Length > 0 ? other.Note : NoteBeside(box)
                    ),
                    { Group: { } group } option => (box, group, option.Name, option.Note),
                    _ when PaperOptions.InBrackets(box.Text) is { } note => (box, ImportField.Measures, note, ""),
                    _ => (box, Neighbour(box), box.Text, ""),
                }
            );
        }
    }

    /// <summary>The ticked options of a group in the paper's order, those that the paper does not know last; その他 carries its
    /// note.</summary>
    public IReadOnlyList<TickedOption> Of(ImportField group, ImportDoubtList doubts)
    {
        var mine = boxes.Where(box => box.Group == group).ToList();
        var options = PaperOptions.Of(group);
        if (mine.Count == 0)
        {
            return Written(group, options, doubts);
        }

        var all = mine.ConvertAll(box => box.Box);
        var ticked = mine.Where(box => TickBoxes.Settle(box.Box, all, options.Count) && box.Name.Length > 0).ToList();
        doubts.AddIf(
            ticked.Exists(box => !options.Contains(box.Name) && PaperOptions.InBrackets(box.Box.Text) is null),
            group,
            ImportTexts.Doubt_UnknownOption
        );
        doubts.AddIf(
            mine.Exists(box => box.Name == PaperOptions.Other && box.Note.Length > 0 && !ticked.Contains(box)),
            group,
            ImportTexts.Doubt_NoteWithoutTick
        );
        return
        [
            .. ticked
                .DistinctBy(box => box.Name)
                .Select((box, index) => (box, index))
                .OrderBy(entry => options.ToList().IndexOf(entry.box.Name) is var place && place < 0 ? int.MaxValue : place)
                .ThenBy(entry => entry.index)
                .Select(entry => new TickedOption(entry.box.Name, entry.box.Note)),
        ];
    }

    /// <summary>The text in the brackets of a group's その他, ticked or not.</summary>
    public string OtherNote(ImportField group) =>
        boxes.Find(box => box.Group == group && box.Name == PaperOptions.Other && box.Note.Length > 0).Note ?? "";

    /// <summary>A form without boxes: the options that were chosen are written behind the label.</summary>
    private List<TickedOption> Written(ImportField group, IReadOnlyList<string> options, ImportDoubtList doubts)
    {
        var typed = string.Join('\n', form.Values(group).Select(cell => cell.Text));
        if (
            typed.Length > 0
            && typed.Split('\n').Select(PaperOptions.Match).ToList() is var lines
            && lines.TrueForAll(line => line is { } known && (known.Group ?? group) == group)
            && lines.Count < options.Count
        )
        {
            return lines.ConvertAll(line => new TickedOption(line!.Value.Name, line.Value.Note));
        }

        var folded = TextFolding.Fold(typed);
        var found = options.Where(option => folded.Contains(TextFolding.Fold(option), StringComparison.Ordinal)).ToList();
        if (found.Count == options.Count)
        {
            return []; // All options are printed and none is marked.
        }

        doubts.AddIf(
            found.Count == 0
                && folded.Length > 0
                && !form.Values(group).All(cell => PaperOptions.Match(cell.Text) is not null)
                && group != ImportField.SalesDecline,
            group,
            ImportTexts.Doubt_UnknownOption
        );
        return found.ConvertAll(option => new TickedOption(
            option,
            option == PaperOptions.Other && PaperOptions.Match(typed) is { } other ? other.Note : ""
        ));
    }

    /// <summary>The label to the left in the same row, else the nearest above that is not further right: the group of a box that any
    /// group could have.</summary>
    private ImportField? GroupOfOther(TickBox box)
    {
        var candidates = groupLabels.Where(label => PaperOptions.GroupsWithOther.Contains(label.Field)).ToList();
        var label = candidates
            .Where(label => label.Range.Row <= box.Cell.Row && box.Cell.Row <= label.Range.LastRow && label.Range.Column <= box.Cell.Column)
            .MaxBy(label => label.Range.Column)
            ?? candidates
                .Where(label => label.Range.Row <= box.Cell.Row && label.Range.Column <= box.Cell.Column)
                .OrderByDescending(label => label.Range.Row)
                .ThenByDescending(label => label.Range.Column)
                .FirstOrDefault();
        return label?.Field ?? (Neighbour(box) is { } group && PaperOptions.GroupsWithOther.Contains(group) ? group : null);
    }

    /// <summary>The group of the known option before it: in the same cell or row, else above in the same column.</summary>
    private ImportField? Neighbour(TickBox box)
    {
        var known = boxes.Where(other => other.Group is not null && PaperOptions.Match(other.Box.Text) is not null).ToList();
        var beside = known.FindLast(other => other.Box.Cell.Row == box.Cell.Row);
        return beside.Group
            ?? known.FindLast(other => other.Box.Cell.Column == box.Cell.Column && box.Cell.Row - other.Box.Cell.Row is > 0 and <= 2).Group;
    }

    /// <summary>「☑その他（」「事業承継」「）」: the text between brackets that were printed in cells of their own.</summary>
    private string NoteBeside(TickBox box)
    {
        var right = grid.Row(box.Cell.Row)
            .Where(cell => cell.Column > box.Cell.Column)
            .TakeWhile(cell =>
                !form.IsLabel(cell) && PaperOptions.Match(cell.Text) is null && cell.Value is string && !TickBoxes.HasMark(cell)
            )
            .Take(3)
            .ToList();
        return PaperOptions.Written(CellValues.Joined(right));
    }
}
