namespace SupportCenter.Portal.Reservations;

/// <summary>What was chosen in the menu of a row.</summary>
public enum RowAct
{
    Show,
    Arrive,
    Miss,
    Pick,
}
