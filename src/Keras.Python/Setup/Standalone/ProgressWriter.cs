using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Keras.Python.Setup;

/// <summary>Passes on what a download prints, as plain lines; of the steps of its progress bar one every two seconds.</summary>
internal sealed partial class ProgressWriter(IProgress<string>? progress) : TextWriter
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly StringBuilder _line = new();
    private long _last = Stopwatch.GetTimestamp();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value is not ('\r' or '\n'))
        {
            _line.Append(value);
            return;
        }
        string text = Control().Replace(_line.ToString(), "").Trim();
        _line.Clear();
        if (text.Length > 0 && (value == '\n' || Stopwatch.GetElapsedTime(_last) >= Interval))
        {
            progress?.Report(text);
            _last = Stopwatch.GetTimestamp();
        }
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m|[\b]")]
    private static partial Regex Control();
}
