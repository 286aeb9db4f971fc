namespace Switchboard.Embedded.Tables { internal static class Placeholder { } }
