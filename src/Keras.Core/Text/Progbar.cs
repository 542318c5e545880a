using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Keras;

/// <summary>
/// The progress bar of <c>fit</c>, <c>evaluate</c> and <c>predict</c>, as Keras draws it (its <c>utils/progbar.py</c>).
/// <para>At verbose 1 it repaints one line, at most every 50 ms until the last time; at verbose 2 it writes one plain line
/// when it is finalised; at verbose 0 nothing. Values are shown as they were last given, in the order of their first
/// appearance.</para>
/// </summary>
internal sealed class Progbar
{
    private const int Width = 20;
    private const double Interval = 0.05;
    private const char Block = '━';

    private readonly int _verbose;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly bool _overwrites;
    private readonly long _start;
    private readonly List<(string Name, double Value)> _values = [];
    private readonly StringBuilder _line = new();
    private double? _lastUpdate;
    private double? _afterFirstStep;
    private int _previousWidth;

    /// <param name="target">Steps expected in all, or null when that is not known.</param>
    /// <param name="verbose">0 silent, 1 a bar, 2 one line.</param>
    /// <param name="output">Where the text goes.</param>
    /// <param name="time">The clock; the bar's time starts now.</param>
    /// <param name="overwrites">Whether a repaint goes back over the line (backspaces and a carriage return) or starts a
    /// new one. Keras goes back on every POSIX system, redirected or not.</param>
    public Progbar(int? target, int verbose, TextWriter output, TimeProvider time, bool overwrites = true)
    {
        Target = target;
        _verbose = verbose;
        _output = output;
        _time = time;
        _overwrites = overwrites;
        _start = time.GetTimestamp();
    }

    /// <summary>Steps expected in all, or null while that is not known.</summary>
    public int? Target { get; set; }

    private bool HasTarget => Target > 0;

    /// <summary>Takes the values after step <paramref name="current"/> and repaints, if it is time to.</summary>
    public void Update(int current, ReadOnlySpan<(string Name, double Value)> values, bool finalize)
    {
        Take(values);
        var now = _time.GetElapsedTime(_start).TotalSeconds;
        var secondsPerStep = EstimateStep(current, now);
        if (_verbose == 1)
        {
            if (now - _lastUpdate < Interval && !finalize) return;
            Paint(current, now, secondsPerStep, finalize);
        }
        else if (_verbose == 2 && finalize && HasTarget)
        {
            WriteLine(current, now, secondsPerStep);
        }
        _lastUpdate = now;
    }

    private void Take(ReadOnlySpan<(string Name, double Value)> values)
    {
        foreach (var value in values)
        {
            var seen = CollectionsMarshal.AsSpan(_values);
            var index = 0;
            while (index < seen.Length && seen[index].Name != value.Name) index++;
            if (index < seen.Length) seen[index] = value;
            else _values.Add(value);
        }
    }

    /// <summary>Seconds a step. The first one is left out as soon as there are others: it is not like them.</summary>
    private double EstimateStep(int current, double now)
    {
        if (current == 0) return 0;
        var seconds = _afterFirstStep is { } first && current > 1 ? (now - first) / (current - 1) : now / current;
        if (current == 1) _afterFirstStep = now;
        return seconds;
    }

    private void Paint(int current, double now, double secondsPerStep, bool finalize)
    {
        _line.Clear();
        if (_overwrites) _line.Append('\b', _previousWidth).Append('\r');
        else _line.Append('\n');
        var begin = _line.Length;
        var invisible = 0;

        if (HasTarget)
        {
            var done = (int)(Width * ((double)current / Target!.Value));
            invisible += Styled("1", Counter(current));
            _line.Append(' ');
            if (done > 0) invisible += Styled("32", new string(Block, done));
            invisible += Styled("37", new string(Block, Math.Max(0, Width - done)));
        }
        else
        {
            _line.Append(CultureInfo.InvariantCulture, $"{current,7}/Unknown");
        }

        _line.Append(' ');
        invisible += Styled("1", HasTarget && !finalize
            ? Remaining(secondsPerStep * (Target!.Value - current))
            : PythonFormat.Fixed(now, 0) + "s");
        AppendStepTime(secondsPerStep);
        foreach (var (name, value) in _values) AppendValue(name, value, Math.Abs(value));

        var width = _line.Length - begin - invisible;
        _line.Append(' ', Math.Max(0, _previousWidth - width));
        if (finalize) _line.Append('\n');
        _previousWidth = width;
        PlainOutput.Write(_output, _line.ToString());
    }

    private void WriteLine(int current, double now, double secondsPerStep)
    {
        _line.Clear().Append(Counter(current)).Append(" - ").Append(PythonFormat.Fixed(now, 0)).Append("s -");
        AppendStepTime(secondsPerStep);
        // Keras compares the value itself here, its magnitude on the bar: a negative one is written with an exponent.
        foreach (var (name, value) in _values) AppendValue(name, value, value);
        PlainOutput.Write(_output, _line.Append('\n').ToString());
    }

    /// <summary>Writes text in a style of the terminal and returns how many characters of that cannot be seen.</summary>
    private int Styled(string style, string text)
    {
        var before = _line.Length;
        _line.Append("\u001b[").Append(style).Append('m').Append(text).Append("\u001b[0m");
        return _line.Length - before - text.Length;
    }

    private string Counter(int current)
    {
        var target = Target!.Value.ToString(CultureInfo.InvariantCulture);
        return $"{current.ToString(CultureInfo.InvariantCulture).PadLeft(target.Length)}/{target}";
    }

    private static string Remaining(double seconds)
    {
        var whole = (long)seconds;
        return seconds switch
        {
            > 3600 => $"{whole / 3600}:{whole % 3600 / 60:00}:{whole % 60:00}",
            > 60 => $"{whole / 60}:{whole % 60:00}",
            _ => $"{whole}s",
        };
    }

    private void AppendStepTime(double seconds)
    {
        var (amount, unit) = seconds switch
        {
            >= 1 or 0 => (seconds, "s"),
            >= 1e-3 => (seconds * 1e3, "ms"),
            _ => (seconds * 1e6, "us"),
        };
        _line.Append(' ').Append(PythonFormat.Fixed(amount, 0)).Append(unit).Append("/step");
    }

    private void AppendValue(string name, double value, double compared)
        => _line.Append(" - ").Append(name).Append(": ")
            .Append(compared > 1e-3 ? PythonFormat.Fixed(value, 4) : PythonFormat.Exponent(value, 4));
}
