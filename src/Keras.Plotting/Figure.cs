using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Plotting;

/// <summary>
/// A figure in the manner of matplotlib: images and curves in a grid of subplots, saved as PNG or SVG. It has the words
/// of <c>matplotlib.pyplot</c>, its defaults and its looks, except that the ticks of pixels, of epochs and of other
/// integers along the horizontal axis are whole numbers; each call concerns the current subplot. Text is drawn in
/// DejaVu Sans, which the library carries: the same picture on every machine, also on one without fonts.
/// </summary>
/// <remarks>Source: https://matplotlib.org/stable/api/pyplot_summary.html</remarks>
/// <example><code>
/// var figure = new Figure(figsize: (10, 2));
/// for (int i = 0; i &lt; 10; i++)
/// {
///     figure.Subplot(1, 10, i + 1);
///     figure.ImShow(data[i].reshape(28, 28));
///     figure.Gray();
/// }
/// figure.SupTitle("original data");
/// figure.SaveFig("original_data.png");
/// </code></example>
public sealed class Figure
{
    private const int MaximumPixels = 1 << 16;

    private readonly double _width;
    private readonly double _height;
    private readonly double _dpi;
    private readonly List<Axes> _axes = [];
    private Axes? _current;
    private Colormap _colormap = Colormap.Default;
    private string _supTitle = "";
    private float _supTitleSize = Rc.SupTitleSize;

    /// <summary>Makes an empty figure (<c>plt.figure</c>).</summary>
    /// <param name="figsize">Width and height in inches; by default 6.4 by 4.8.</param>
    /// <param name="dpi">Pixels per inch: a figure of 10 by 2 inches has 1000 by 200 pixels at 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size that is not positive, or of 65,536 pixels or more.</exception>
    public Figure((double Width, double Height)? figsize = null, double dpi = 100)
    {
        (_width, _height) = figsize ?? (6.4, 4.8);
        _dpi = dpi;
        if (!(Math.Round(_width * dpi) >= 1 && Math.Round(_height * dpi) >= 1 && dpi > 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(figsize), FormattableString.Invariant($"Figure: expected a positive width and height in inches and a positive dpi, received figsize ({_width}, {_height}) and dpi {dpi}."));
        }

        if (!(_width * dpi < MaximumPixels && _height * dpi < MaximumPixels))
        {
            throw new ArgumentOutOfRangeException(
                nameof(figsize), FormattableString.Invariant($"Figure: expected fewer than {MaximumPixels} pixels in each direction, received figsize ({_width}, {_height}) inches at dpi {dpi}. Lower one of them."));
        }
    }

    private Axes Current => _current ?? Select(SubplotPosition.Create(1, 1, 1));

    /// <summary>
    /// Goes to a place in a grid of subplots (<c>plt.subplot</c>), which is made when it is not there yet. Without this
    /// call the figure has one subplot, <c>Subplot(1, 1, 1)</c>.
    /// </summary>
    /// <param name="rows">The rows of the grid.</param>
    /// <param name="columns">The columns of the grid.</param>
    /// <param name="index">The place, counted from 1 at the upper left, row by row.</param>
    /// <exception cref="ArgumentOutOfRangeException">A grid without places, or an index outside of it.</exception>
    public void Subplot(int rows, int columns, int index) => Select(SubplotPosition.Create(rows, columns, index));

    /// <summary>
    /// Shows an image (<c>plt.imshow</c>): its first row on top, its pixels square, with nearest interpolation. Values of
    /// one channel are brought to [0, 1] by (value - vmin) / (vmax - vmin), clipped, and coloured by the colormap; values
    /// of three channels are red, green and blue, from 0 to 1, or 0 to 255 in an array of integers. What is NaN or
    /// infinite is left blank. The values are copied.
    /// </summary>
    /// <param name="image">Values of shape (rows, columns), (rows, columns, 1) or (rows, columns, 3).</param>
    /// <param name="cmap">"gray" or "viridis"; by default "viridis", or "gray" after <see cref="Gray"/>.</param>
    /// <param name="vmin">The value of the colormap's first colour; by default the least value of the image.</param>
    /// <param name="vmax">The value of the colormap's last colour; by default the greatest value of the image.</param>
    /// <exception cref="ArgumentException">Another shape, an unknown colormap, vmin above vmax, or one of the three with an image that has its own colours.</exception>
    public void ImShow(ArrayLike image, string? cmap = null, double? vmin = null, double? vmax = null) =>
        Current.Images.Add(new AxesImage(PlotArray.Of(image, nameof(image)), cmap, _colormap, vmin, vmax));

    /// <summary>
    /// Makes "gray" the colormap of the current image, if there is one, and of those to come without a <c>cmap</c> of their
    /// own (<c>plt.gray</c>).
    /// </summary>
    public void Gray()
    {
        _colormap = Colormap.Get("gray");
        if (_current?.Images.LastOrDefault() is { } image)
        {
            image.Colormap = _colormap;
        }
    }

    /// <summary>Draws a curve over 0, 1, 2 ... (<c>plt.plot</c>), such as a loss of a training's history.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="y">The values; one that is NaN or infinite leaves a gap, and one between two gaps is drawn as a dot.</param>
    /// <param name="label">The name of the curve in the legend; none by default.</param>
    /// <example><code>
    /// figure.Plot(history["loss"], label: "training");
    /// figure.Plot(history["val_loss"], label: "validation");
    /// figure.XLabel("epoch");
    /// figure.Legend();
    /// </code></example>
    [OverloadResolutionPriority(1)]
    public void Plot<T>(IReadOnlyList<T> y, string? label = null)
        where T : INumberBase<T> => Add(null, PlotArray.OfList(y, nameof(y)), label);

    /// <summary>Draws a curve through points (<c>plt.plot</c>).</summary>
    /// <typeparam name="TX">The type of the values of x.</typeparam>
    /// <typeparam name="TY">The type of the values of y.</typeparam>
    /// <param name="x">The points' first coordinates.</param>
    /// <param name="y">The points' second coordinates, as many; where one of a pair is NaN or infinite there is a gap.</param>
    /// <param name="label">The name of the curve in the legend; none by default.</param>
    /// <exception cref="ArgumentException">Lists of different lengths.</exception>
    [OverloadResolutionPriority(1)]
    public void Plot<TX, TY>(IReadOnlyList<TX> x, IReadOnlyList<TY> y, string? label = null)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> => Add(PlotArray.OfList(x, nameof(x)), PlotArray.OfList(y, nameof(y)), label);

    /// <summary>Draws a curve over 0, 1, 2 ... (<c>plt.plot</c>).</summary>
    /// <param name="y">The values, of shape (n,).</param>
    /// <param name="label">The name of the curve in the legend; none by default.</param>
    /// <exception cref="ArgumentException">An array of more axes than one.</exception>
    public void Plot(ArrayLike y, string? label = null) => Add(null, PlotArray.Of(y, nameof(y)), label);

    /// <summary>Draws a curve through points (<c>plt.plot</c>).</summary>
    /// <param name="x">The points' first coordinates, of shape (n,).</param>
    /// <param name="y">The points' second coordinates, of shape (n,).</param>
    /// <param name="label">The name of the curve in the legend; none by default.</param>
    /// <exception cref="ArgumentException">Arrays of different lengths, or of more axes than one.</exception>
    public void Plot(ArrayLike x, ArrayLike y, string? label = null) => Add(PlotArray.Of(x, nameof(x)), PlotArray.Of(y, nameof(y)), label);

    /// <summary>Draws bars that stand on zero (<c>plt.bar</c>), each call's in the next colour.</summary>
    /// <param name="x">The places of the bars' middles, of shape (n,).</param>
    /// <param name="height">Their heights, of shape (n,).</param>
    /// <param name="width">Their width, in units of x.</param>
    /// <exception cref="ArgumentException">Arrays of different lengths, or of more axes than one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A width that is not positive.</exception>
    /// <example><code>
    /// figure.Bar(new[] { 0, 1 }, new[] { 3.5, 2.0 });
    /// figure.XTicks(new[] { 0, 1 }, ["one thread", "two threads"]);
    /// </code></example>
    public void Bar(ArrayLike x, ArrayLike height, double width = 0.8) =>
        Current.Bars.Add(new Bars(PlotArray.Of(x, nameof(x)), PlotArray.Of(height, nameof(height)), width));

    /// <summary>Chooses the ticks of the horizontal axis and what is written at them (<c>plt.xticks</c>).</summary>
    /// <param name="ticks">The places, of shape (n,).</param>
    /// <param name="labels">As many texts; lines are parted by "\n".</param>
    /// <exception cref="ArgumentException">As many labels as ticks were expected.</exception>
    public void XTicks(ArrayLike ticks, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var places = PlotArray.Of(ticks, nameof(ticks)).Values;
        Current.XTicks = places.Length == labels.Count
            ? [.. places.Zip(labels)]
            : throw new ArgumentException($"XTicks: expected a label for each tick, received {places.Length} ticks and {labels.Count} labels.", nameof(labels));
    }

    /// <summary>Writes a title over the subplot (<c>plt.title</c>).</summary>
    /// <param name="label">The text; lines are parted by "\n".</param>
    public void Title(string label) => Current.Title = NotNull(label);

    /// <summary>Writes a label under the horizontal axis (<c>plt.xlabel</c>).</summary>
    /// <param name="xlabel">The text.</param>
    public void XLabel(string xlabel) => Current.XLabel = NotNull(xlabel);

    /// <summary>Writes a label beside the vertical axis (<c>plt.ylabel</c>).</summary>
    /// <param name="ylabel">The text.</param>
    public void YLabel(string ylabel) => Current.YLabel = NotNull(ylabel);

    /// <summary>Shows which curve is which, in the corner where it hides the least (<c>plt.legend</c>).</summary>
    /// <exception cref="InvalidOperationException">No curve of the subplot has a label yet.</exception>
    public void Legend()
    {
        if (!Current.Curves.Exists(curve => curve.HasLabel))
        {
            throw new InvalidOperationException(
                $"Legend: expected a curve with a label in this subplot, found {Current.Curves.Count} curves and no label. Call Plot(values, label: \"loss\") before Legend().");
        }

        Current.IsLegendVisible = true;
    }

    /// <summary>Writes a title over the whole figure (<c>plt.suptitle</c>).</summary>
    /// <param name="text">The text.</param>
    /// <param name="fontSize">The size in points.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size that is not positive.</exception>
    public void SupTitle(string text, double fontSize = Rc.SupTitleSize)
    {
        if (!(fontSize > 0 && double.IsFinite(fontSize)))
        {
            throw new ArgumentOutOfRangeException(nameof(fontSize), FormattableString.Invariant($"SupTitle: expected a positive size in points, received {fontSize}."));
        }

        _supTitle = NotNull(text);
        _supTitleSize = (float)fontSize;
    }

    /// <summary>Hides or shows the subplot's axes: frame, ticks and labels (<c>plt.axis</c>).</summary>
    /// <param name="option">"off" or "on".</param>
    /// <exception cref="ArgumentException">Another option.</exception>
    public void Axis(string option) => Current.IsAxisVisible = option switch
    {
        "on" => true,
        "off" => false,
        _ => throw new ArgumentException($"Axis: expected \"on\" or \"off\", received \"{option}\".", nameof(option)),
    };

    /// <summary>Shows or hides lines at the ticks (<c>plt.grid</c>).</summary>
    /// <param name="visible">Whether the lines are shown.</param>
    public void Grid(bool visible = true) => Current.IsGridVisible = visible;

    /// <summary>
    /// Saves the figure (<c>plt.savefig</c>). The file is written beside its place and renamed, so that a failure leaves an
    /// older picture whole; the same figure gives the same bytes.
    /// </summary>
    /// <param name="path">The file; its extension, .png or .svg, names the format.</param>
    /// <exception cref="ArgumentException">Another extension.</exception>
    /// <exception cref="IOException">The folder is not there, or cannot be written to.</exception>
    public void SaveFig(string path)
    {
        string format = FigureFile.Format(path);
        FigureRenderer renderer = new(_width, _height, _dpi, _axes, _supTitle, _supTitleSize);
        FigureFile.Write(path, format == ".svg" ? renderer.Svg() : renderer.Png());
    }

    private static string NotNull(string text, [CallerArgumentExpression(nameof(text))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        return text;
    }

    private void Add(PlotArray? x, PlotArray y, string? label) => Current.Curves.Add(new Curve(x, y, label));

    private Axes Select(SubplotPosition position)
    {
        _current = _axes.Find(axes => axes.Position == position);
        if (_current is null)
        {
            _current = new Axes(position);
            _axes.Add(_current);
        }

        return _current;
    }
}
