namespace Keras.Python.Tests;

/// <summary>Keeps what progress is told.</summary>
internal sealed class Lines : IProgress<string>
{
    private readonly List<string> _lines = [];

    /// <summary>Called with each line.</summary>
    public Action<string>? OnLine { get; set; }

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public string Text => string.Join('\n', All);

    public void Report(string value)
    {
        lock (_lines)
        {
            _lines.Add(value);
        }
        OnLine?.Invoke(value);
    }

    public void Clear()
    {
        lock (_lines)
        {
            _lines.Clear();
        }
    }
}
