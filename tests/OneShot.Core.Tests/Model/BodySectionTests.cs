using OneShot.Core.Pipeline;

namespace OneShot.Core.Tests.Model;

public class BodySectionTests
{
    private const string Marker = "<!-- oneshot abc123 result -->";

    [Fact]
    public void A_section_is_added_once_and_then_written_anew_where_it_is()
    {
        var once = BodySection.Put("What it is.\n", Marker, "Two files.");
        once.ShouldBe(
            "What it is.\n\n<!-- oneshot abc123 result -->\nTwo files.\n<!-- end of oneshot abc123 result -->\n"
        );
        var twice = BodySection.Put(once + "Somebody's own words.\n", Marker, "Three files.");
        twice.ShouldBe(
            "What it is.\n\n<!-- oneshot abc123 result -->\nThree files.\n<!-- end of oneshot abc123 result "
                + "-->\nSomebody's own words.\n"
        );
    }

    [Fact]
    public void A_body_without_room_stays_as_it_is()
    {
        var full = new string('x', 65_500);
        BodySection.Put(full, Marker, "Two files.").ShouldBe(full);
    }
}
