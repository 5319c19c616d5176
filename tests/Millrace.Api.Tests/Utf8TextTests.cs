using System.Text;

namespace Millrace.Api.Tests;

public class Utf8TextTests
{
    [Fact]
    public void A_text_is_measured_in_bytes()
    {
        Utf8Text text = "é😀";
        Assert.Equal(6, text.Length);
        Assert.Equal("é😀", text.ToString());
    }

    [Fact]
    public void Texts_are_equal_when_their_bytes_are()
    {
        var slice = Utf8Text.FromUtf8(Encoding.UTF8.GetBytes("<hello>").AsMemory(1, 5));
        Utf8Text other = "hello";
        Assert.True(slice == other);
        Assert.Equal(slice.GetHashCode(), other.GetHashCode());
        Assert.True(slice != "Hello");
        Assert.False(slice.Equals("hello" as object));
    }

    [Fact]
    public void The_default_is_the_empty_text()
    {
        Assert.Equal("", default(Utf8Text));
        Assert.Equal(0, default(Utf8Text).Length);
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.Equal("\uFFFD", Utf8Text.FromString("\uD800").ToString());
    }
}
