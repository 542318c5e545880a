namespace Keras.Plotting.Tests;

public sealed class FigureFileTests
{
    [Fact]
    public void The_extension_names_the_format_whatever_its_case()
    {
        using TemporaryFolder folder = new();
        Figure figure = new();
        figure.SaveFig(folder.File("a.PNG"));
        figure.SaveFig(folder.File("a.Svg"));

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.File("a.PNG"))[..4]);
        Assert.StartsWith("<?xml", File.ReadAllText(folder.File("a.Svg")));
    }

    [Fact]
    public void An_older_picture_is_replaced_and_nothing_else_is_left()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("a.png"), "old");
        new Figure().SaveFig(folder.File("a.png"));

        Assert.Equal([folder.File("a.png")], Directory.GetFileSystemEntries(folder.Path));
        Assert.True(new FileInfo(folder.File("a.png")).Length > 1000);
    }

    [Theory]
    [InlineData("picture.jpg")]
    [InlineData("picture")]
    public void Another_extension_is_an_error(string name)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Figure().SaveFig(name));
        Assert.StartsWith($"SaveFig: expected a path that ends in .png or .svg, received '{name}'. Other formats are not written.", exception.Message);
        Assert.False(File.Exists(name));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error()
    {
        using TemporaryFolder folder = new();
        string path = folder.File(Path.Combine("missing", "a.png"));

        Assert.Equal(
            $"SaveFig: cannot write '{path}', as the folder '{folder.File("missing")}' does not exist. Create it first with Directory.CreateDirectory.",
            Assert.Throws<DirectoryNotFoundException>(() => new Figure().SaveFig(path)).Message);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_error_and_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("taken.png");
        Directory.CreateDirectory(path);

        IOException exception = Assert.Throws<IOException>(() => new Figure().SaveFig(path));
        Assert.StartsWith($"SaveFig: cannot write '{path}': ", exception.Message);
        Assert.EndsWith(" Choose a place that this program may write to.", exception.Message);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_one_error()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs a folder that nobody may write to: /proc of Linux");

        IOException exception = Assert.Throws<IOException>(() => new Figure().SaveFig("/proc/self/a.png"));
        Assert.StartsWith("SaveFig: cannot write '/proc/self/a.png': ", exception.Message);
    }
}
