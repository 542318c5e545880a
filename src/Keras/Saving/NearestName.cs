namespace Keras.Saving;

/// <summary>For messages about unknown names: the known name that is nearest to what was written.</summary>
internal static class NearestName
{
    /// <summary>" Did you mean 'x'? Known: ..." as far as it helps.</summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        var all = known.Order(StringComparer.Ordinal).ToArray();
        var nearest = all.MinBy(candidate => Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant()));
        string hint = nearest is not null && Distance(name.ToLowerInvariant(), nearest.ToLowerInvariant()) <= Math.Max(2, name.Length / 3) ? $" Did you mean '{nearest}'?" : "";
        return $"{hint} Known: {string.Join(", ", all)}.";
    }

    public static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + " ...";

    /// <summary>The Levenshtein distance: how many letters to insert, delete or replace.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
