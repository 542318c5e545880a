namespace Keras.Plotting;

/// <summary>How fine a figure is drawn.</summary>
/// <param name="Scale">Device pixels a point (1/72 inch).</param>
/// <param name="Oversampling">Raster points of an image for each device pixel in each direction: 1, but more in a file that is enlarged.</param>
internal readonly record struct Resolution(double Scale, int Oversampling)
{
    /// <summary>A width near the given one that is a whole number of device pixels, at least one.</summary>
    public float LineWidth(float points) => (float)(Math.Max(1, Math.Round(points * Scale)) / Scale);
}
