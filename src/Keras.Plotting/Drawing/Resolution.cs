namespace Keras.Plotting;

/// <summary>How fine a figure is drawn.</summary>
/// <param name="Scale">Device pixels a point (1/72 inch).</param>
/// <param name="Oversampling">Raster points of an image for each device pixel in each direction: 1, but more in a file that is enlarged.</param>
internal readonly record struct Resolution(double Scale, int Oversampling)
{
    /// <summary>The whole number of device pixels, at least one, nearest to a line's width in points.</summary>
    public int LinePixels(float points) => Math.Max(1, (int)Math.Round(points * Scale));

    /// <summary>The width in points of that many device pixels, a hair less: a line between two pixels takes one of them, not both.</summary>
    public float LineWidth(float points) => (float)((LinePixels(points) - 0.01) / Scale);
}
