namespace Keras.Tests.Training;

public class LogsTests
{
    private static readonly Logs Logs = new([("loss", 0.5), ("mae", 0.25)]);

    [Fact]
    public void Converts_to_the_loss_and_can_be_taken_apart()
    {
        double loss = Logs;
        var (first, second) = Logs;
        Assert.Equal((0.5, 0.5, 0.25), (loss, first, second));
        Assert.Equal("loss: 0.5000 - mae: 0.2500", Logs.ToString());
        Assert.Equal(0.25, Logs[1]);
    }

    [Fact]
    public void Says_what_it_holds_when_asked_for_what_it_does_not()
    {
        Assert.Equal("The logs have no 'mea'. Did you mean 'mae'? Known: loss, mae.", Assert.Throws<KeyNotFoundException>(() => Logs["mea"]).Message);
        Assert.Equal("The logs hold 2 value(s) (loss, mae); they cannot be taken apart into 3.", Assert.Throws<InvalidOperationException>(() => { var (_, _, _) = Logs; }).Message);
        Assert.StartsWith("The logs hold 2 value(s) (loss, mae); there is none at place 2.", Assert.Throws<ArgumentOutOfRangeException>(() => Logs[2]).Message);
    }

    [Fact]
    public void A_new_name_is_added_at_the_end()
    {
        var logs = new Logs { ["loss"] = 1, ["b"] = 2, ["a"] = 3, ["b"] = 4 };
        Assert.Equal([("loss", 1.0), ("b", 4.0), ("a", 3.0)], logs.Select(entry => (entry.Key, entry.Value)));
        Assert.False(logs.ContainsKey("c"));
    }
}
