namespace Switchboard.Embedded.Communication { internal static class Placeholder { } }
namespace Switchboard.Embedded.Communication.CallAutomation { internal static class Placeholder { } }
namespace Switchboard.Embedded.Tables { internal static class Placeholder { } }
