using System.Text;
using Keras.Training;

namespace Keras.Tests.Training;

public class PlainOutputTests
{
    [Theory]
    [InlineData("utf-8", "1/2 ━━ é")]
    [InlineData("us-ascii", "1/2 == ")]
    [InlineData("iso-8859-1", "1/2 == é")]
    public void Characters_the_encoding_lacks_are_replaced(string encoding, string expected)
    {
        using var stream = new MemoryStream();
        using var writer = new StreamWriter(stream, Encoding.GetEncoding(encoding));
        var preamble = writer.Encoding.GetPreamble().Length;

        PlainOutput.Write(writer, "1/2 ━━ é");

        Assert.Equal(expected, writer.Encoding.GetString(stream.ToArray()[preamble..]));
    }
}
