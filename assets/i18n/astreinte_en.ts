<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BrokenStorage</name>
    <message numerus="yes">
        <source>%n sealed photo(s) on this phone</source>
        <extracomment>On the screen of storage that cannot be opened: sealed photos are still there</extracomment>
        <translation>
            <numerusform>%n sealed photo on this phone</numerusform>
            <numerusform>%n sealed photos on this phone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message numerus="yes">
        <source>%n of %1 signature(s) given</source>
        <extracomment>%n signatures of those needed (%1) are there</extracomment>
        <translation>
            <numerusform>%n of %1 signatures given</numerusform>
            <numerusform>%n of %1 signatures given</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionSheet</name>
    <message numerus="yes">
        <source>%n place(s) to blur, marked on the photos.</source>
        <extracomment>In the panel that returns a proposal: places of its photos that the authority marked</extracomment>
        <translation>
            <numerusform>%n place to blur, marked on the photos.</numerusform>
            <numerusform>%n places to blur, marked on the photos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DraftList</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <extracomment>Number of photos of a draft</extracomment>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldNotes</name>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <extracomment>Characters left in a field, %n is their number</extracomment>
        <translation>
            <numerusform>%n character left</numerusform>
            <numerusform>%n characters left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundPhotoList</name>
    <message numerus="yes">
        <source>%n photo(s) taken while the phone was locked</source>
        <extracomment>Heading on the home screen, after unlocking</extracomment>
        <translation>
            <numerusform>%n photo taken while the phone was locked</numerusform>
            <numerusform>%n photos taken while the phone was locked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) found again</source>
        <extracomment>Heading on the home screen: photos that an interruption left without a message</extracomment>
        <translation>
            <numerusform>%n photo found again</numerusform>
            <numerusform>%n photos found again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message numerus="yes">
        <source>%n proposal(s) await your decision</source>
        <extracomment>Number of proposals that await the decision of the person</extracomment>
        <translation>
            <numerusform>%n proposal awaits your decision</numerusform>
            <numerusform>%n proposals await your decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) within seven days</source>
        <extracomment>Number of field reports of the last seven days</extracomment>
        <translation>
            <numerusform>%n report within seven days</numerusform>
            <numerusform>%n reports within seven days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IncidentRow</name>
    <message numerus="yes">
        <source>Next update promised in %n min</source>
        <extracomment>When the next update was promised, %n minutes from now</extracomment>
        <translation>
            <numerusform>Next update promised in %n min</numerusform>
            <numerusform>Next update promised in %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The promised update is late by %n min</source>
        <extracomment>The promised update is late by %n minutes</extracomment>
        <translation>
            <numerusform>The promised update is late by %n min</numerusform>
            <numerusform>The promised update is late by %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IncidentWords</name>
    <message numerus="yes">
        <source>Hour exceeded by %n min</source>
        <extracomment>State of the one-hour clock: the hour has passed, %n minutes ago</extracomment>
        <translation>
            <numerusform>Hour exceeded by %n min</numerusform>
            <numerusform>Hour exceeded by %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Urgent: %n min left</source>
        <extracomment>State of the one-hour clock: few minutes remain for the first message</extracomment>
        <translation>
            <numerusform>Urgent: %n min left</numerusform>
            <numerusform>Urgent: %n min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left for the first message</source>
        <extracomment>State of the one-hour clock: %n minutes remain for the first message</extracomment>
        <translation>
            <numerusform>%n min left for the first message</numerusform>
            <numerusform>%n min left for the first message</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message numerus="yes">
        <source>%n try(ies) left, then this phone is erased</source>
        <extracomment>Shown after several wrong PINs, %n tries remain before the phone is erased</extracomment>
        <translation>
            <numerusform>%n try left, then this phone is erased</numerusform>
            <numerusform>%n tries left, then this phone is erased</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wait %n second(s) before the next try</source>
        <extracomment>Shown after several wrong PINs: how long to wait</extracomment>
        <translation>
            <numerusform>Wait %n second before the next try</numerusform>
            <numerusform>Wait %n seconds before the next try</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) kept since the phone was locked</source>
        <extracomment>On the lock screen: photos were taken without unlocking</extracomment>
        <translation>
            <numerusform>%n photo kept since the phone was locked</numerusform>
            <numerusform>%n photos kept since the phone was locked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockedCamera</name>
    <message numerus="yes">
        <source>%n photo(s) kept, sealed. You will find them after unlocking.</source>
        <extracomment>Count of the photos taken since the phone was locked</extracomment>
        <translation>
            <numerusform>%n photo kept, sealed. You will find it after unlocking.</numerusform>
            <numerusform>%n photos kept, sealed. You will find them after unlocking.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxDetail</name>
    <message numerus="yes">
        <source>Not sent for %n min</source>
        <extracomment>Alarm when a submission has waited long, %n minutes</extracomment>
        <translation>
            <numerusform>Not sent for %n min</numerusform>
            <numerusform>Not sent for %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnReportList</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <extracomment>Number of photos of a report</extracomment>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message numerus="yes">
        <source>%n face(s) still found in the photo to publish. Open the blurring.</source>
        <extracomment>Warning on a photo whose published version still seems to show faces</extracomment>
        <translation>
            <numerusform>%n face still found in the photo to publish. Open the blurring.</numerusform>
            <numerusform>%n faces still found in the photo to publish. Open the blurring.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message numerus="yes">
        <source>%n point(s) to complete</source>
        <extracomment>Heading of what still prevents submitting, %n is the number of points</extracomment>
        <translation>
            <numerusform>%n point to complete</numerusform>
            <numerusform>%n points to complete</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RedactionTools</name>
    <message numerus="yes">
        <source>%n box(es). Choose one to change it.</source>
        <extracomment>Number of boxes drawn on the photo</extracomment>
        <translation>
            <numerusform>%n box. Choose it to change it.</numerusform>
            <numerusform>%n boxes. Choose one to change it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) still found in the photo to publish. Check before going on.</source>
        <extracomment>Warning after the blurring: the device still finds faces in the picture that would be published</extracomment>
        <translation>
            <numerusform>%n face still found in the photo to publish. Check before going on.</numerusform>
            <numerusform>%n faces still found in the photo to publish. Check before going on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) proposed. Remove those that are wrong, add what is missing.</source>
        <extracomment>Number of boxes that the device proposes; a person decides</extracomment>
        <translation>
            <numerusform>%n box proposed. Remove it if it is wrong, add what is missing.</numerusform>
            <numerusform>%n boxes proposed. Remove those that are wrong, add what is missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <extracomment>Number of photos of a report</extracomment>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportMark</name>
    <message numerus="yes">
        <source>%1, %n report(s)</source>
        <extracomment>A municipality and the number of its reports</extracomment>
        <translation>
            <numerusform>%1, %n report</numerusform>
            <numerusform>%1, %n reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewQueueRow</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <extracomment>Number of photos of a proposal</extracomment>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShutterBar</name>
    <message numerus="yes">
        <source>Continue with %n photo(s)</source>
        <extracomment>Ends a series of photos; %n were taken</extracomment>
        <translation>
            <numerusform>Continue with %n photo</numerusform>
            <numerusform>Continue with %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message numerus="yes">
        <source>%n min ago (%1)</source>
        <translation>
            <numerusform>%n min ago (%1)</numerusform>
            <numerusform>%n min ago (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago (%1)</source>
        <translation>
            <numerusform>%n h ago (%1)</numerusform>
            <numerusform>%n h ago (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago (%1)</source>
        <translation>
            <numerusform>%n day ago (%1)</numerusform>
            <numerusform>%n days ago (%1)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::CaptureDesk</name>
    <message numerus="yes">
        <source>%n s ago</source>
        <comment>age of a position fix</comment>
        <translation>
            <numerusform>%n s ago</numerusform>
            <numerusform>%n s ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <comment>age of a position fix</comment>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) at most for one message.</source>
        <translation>
            <numerusform>%n photo at most for one message.</numerusform>
            <numerusform>%n photos at most for one message.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::HomeBoard</name>
    <message numerus="yes">
        <source>%n item(s) waiting to be sent</source>
        <translation>
            <numerusform>%n item waiting to be sent</numerusform>
            <numerusform>%n items waiting to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 opened it %n min after the call of %2</source>
        <extracomment>%1 is who opened the proposal, %n minutes after the call of %2.</extracomment>
        <translation>
            <numerusform>%1 opened it %n min after the call of %2</numerusform>
            <numerusform>%1 opened it %n min after the call of %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::LinkState</name>
    <message numerus="yes">
        <source>Sending… %n item(s) waiting</source>
        <translation>
            <numerusform>Sending… %n item waiting</numerusform>
            <numerusform>Sending… %n items waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n item(s) waiting to be sent</source>
        <translation>
            <numerusform>Offline – %n item waiting to be sent</numerusform>
            <numerusform>Offline – %n items waiting to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::OralBoard</name>
    <message numerus="yes">
        <source>%n h left</source>
        <translation>
            <numerusform>%n h left</numerusform>
            <numerusform>%n h left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>%n min left</numerusform>
            <numerusform>%n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::OutboxBoard</name>
    <message numerus="yes">
        <source>Next try in %n s</source>
        <translation>
            <numerusform>Next try in %n s</numerusform>
            <numerusform>Next try in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::OwnReports</name>
    <message numerus="yes">
        <source>%n sent</source>
        <translation>
            <numerusform>%n sent</numerusform>
            <numerusform>%n sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seen</source>
        <translation>
            <numerusform>%n seen</numerusform>
            <numerusform>%n seen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::ReviewDesk</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n covered</source>
        <extracomment>Boxes on a photo under review: what is under them is covered</extracomment>
        <translation>
            <numerusform>%n covered</numerusform>
            <numerusform>%n covered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in mosaic</source>
        <extracomment>Boxes on a photo under review: what is under them is in mosaic</extracomment>
        <translation>
            <numerusform>%n in mosaic</numerusform>
            <numerusform>%n in mosaic</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown with a signed form</source>
        <extracomment>Persons on a photo under review who are shown because they signed a form</extracomment>
        <translation>
            <numerusform>%n shown with a signed form</numerusform>
            <numerusform>%n shown with a signed form</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n signed form(s)</source>
        <extracomment>The forms signed by persons shown on a photo</extracomment>
        <translation>
            <numerusform>%n signed form</numerusform>
            <numerusform>%n signed forms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::Session</name>
    <message numerus="yes">
        <source>%n digit(s) at least</source>
        <comment>PIN</comment>
        <translation>
            <numerusform>%n digit at least</numerusform>
            <numerusform>%n digits at least</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <comment>delay</comment>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) more</source>
        <comment>passphrase</comment>
        <extracomment>Under the passphrase being chosen</extracomment>
        <translation>
            <numerusform>%n character more</numerusform>
            <numerusform>%n characters more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::Settings</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::StorageWatch</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <comment>damaged</comment>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::UnsentWatch</name>
    <message numerus="yes">
        <source>Not sent for %n min</source>
        <extracomment>Alarm: something in the outbox has not left for so long</extracomment>
        <translation>
            <numerusform>Not sent for %n min</numerusform>
            <numerusform>Not sent for %n min</numerusform>
        </translation>
    </message>
</context>
</TS>
