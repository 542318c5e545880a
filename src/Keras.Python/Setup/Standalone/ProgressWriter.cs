using System.Text;

namespace Keras.Python.Setup;

/// <summary>Passes on what a download prints, whole lines; the steps of its progress bar stay out.</summary>
internal sealed class ProgressWriter(IProgress<string>? progress) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\r')
        {
            _line.Clear();
        }
        else if (value != '\n')
        {
            _line.Append(value);
        }
        else if (_line.Length > 0)
        {
            progress?.Report(_line.ToString());
            _line.Clear();
        }
    }
}
