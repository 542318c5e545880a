using System.Text;

namespace Keras;

/// <summary>Writes messages so that they are seen at once, also where the output's encoding lacks Keras's characters.</summary>
internal static class PlainOutput
{
    /// <summary>Writes <paramref name="message"/> and flushes. Where the encoding has no <c>━</c> the bar is drawn with
    /// <c>=</c>, and other characters it lacks are left out, as in Keras.</summary>
    public static void Write(TextWriter output, string message)
    {
        output.Write(IsEncodable(output.Encoding, message) ? message : Simplify(output.Encoding, message));
        output.Flush();
    }

    private static bool IsEncodable(Encoding encoding, string message)
    {
        if (encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding || Ascii.IsValid(message)) return true;
        try
        {
            Strict(encoding, EncoderFallback.ExceptionFallback).GetByteCount(message);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static string Simplify(Encoding encoding, string message)
        => encoding.GetString(Strict(encoding, new EncoderReplacementFallback("")).GetBytes(message.Replace('━', '=')));

    private static Encoding Strict(Encoding encoding, EncoderFallback fallback)
    {
        var copy = (Encoding)encoding.Clone();
        copy.EncoderFallback = fallback;
        return copy;
    }
}
