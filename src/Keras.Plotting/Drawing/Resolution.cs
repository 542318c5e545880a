namespace Keras.Plotting;

/// <summary>How fine a figure is drawn.</summary>
/// <param name="Scale">Device pixels a point (1/72 inch).</param>
/// <param name="Oversampling">Raster points of an image for each device pixel in each direction: 1, but more in a file that is enlarged.</param>
internal readonly record struct Resolution(double Scale, int Oversampling)
{
    /// <summary>The width in points that is the whole number of device pixels, at least one, nearest to the given one.</summary>
    public float LineWidth(float points) => (float)(LinePixels(points) / Scale);

    /// <summary>
    /// The place in points, nearest to the given one, where a line of the axes is sharp: its middle lies in the middle of
    /// a device pixel if it is an odd number of them wide, and else between two.
    /// </summary>
    public float SnapLine(double points)
    {
        double shift = int.IsOddInteger(LinePixels(Rc.AxesLineWidth)) ? 0.5 : 0;
        return (float)((Math.Round((points * Scale) - shift) + shift) / Scale);
    }

    /// <summary>The whole number of device pixels, in points, nearest to the given place or length.</summary>
    public float Snap(double points) => (float)(Math.Round(points * Scale) / Scale);

    private int LinePixels(float points) => Math.Max(1, (int)Math.Round(points * Scale));
}
