<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AgreementList</name>
    <message>
        <source>Agreements</source>
        <extracomment>Heading of the agreements a template asks for</extracomment>
        <translation>Accords</translation>
    </message>
</context>
<context>
    <name>AgreementRow</name>
    <message>
        <source>Record the agreement</source>
        <extracomment>Records an agreement</extracomment>
        <translation>Enregistrer l’accord</translation>
    </message>
    <message>
        <source>Change</source>
        <extracomment>Records an agreement anew</extracomment>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Why it is not needed</source>
        <extracomment>Label of the field that says why an agreement is not needed here</extracomment>
        <translation>Pourquoi il n’est pas nécessaire</translation>
    </message>
    <message>
        <source>Who agreed</source>
        <extracomment>Label of the field that records who gave an agreement</extracomment>
        <translation>Qui a donné son accord</translation>
    </message>
    <message>
        <source>No casualties</source>
        <extracomment>Example of why an agreement is not needed</extracomment>
        <translation>Aucune victime</translation>
    </message>
    <message>
        <source>SIDPC duty officer</source>
        <extracomment>Example of who gave an agreement</extracomment>
        <translation>Cadre d’astreinte du SIDPC</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>Label of the time at which an agreement was given</extracomment>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Now, if you leave it empty.</source>
        <extracomment>Help of the time of an agreement</extracomment>
        <translation>Maintenant, si vous laissez vide.</translation>
    </message>
</context>
<context>
    <name>AltTextFields</name>
    <message>
        <source>Alternative text</source>
        <extracomment>Label of the French alternative text of a photo</extracomment>
        <translation>Texte alternatif</translation>
    </message>
    <message>
        <source>Describe what can be seen, without names: place, action, mood. Example: “Flooded street, a fire engine moves slowly.”</source>
        <extracomment>Help of the alternative text</extracomment>
        <translation>Décrivez ce que l’on voit, sans nom&#xa0;: lieu, action, ambiance. Exemple&#xa0;: «&#xa0;Rue inondée, un camion de pompiers avance lentement.&#xa0;»</translation>
    </message>
    <message>
        <source>Alternative text in English</source>
        <extracomment>Label of the English alternative text of a photo</extracomment>
        <translation>Texte alternatif en anglais</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Language</source>
        <extracomment>Setting of the language of the interface</extracomment>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Phone’s setting</source>
        <extracomment>Choice of a setting: what the phone says</extracomment>
        <translation>Comme le téléphone</translation>
    </message>
    <message>
        <source>Colours</source>
        <extracomment>Setting of the colours of the interface</extracomment>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>Choice of colours: light</extracomment>
        <translation>Claires</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>Choice of colours: dark</extracomment>
        <translation>Sombres</translation>
    </message>
    <message>
        <source>Full sun (high contrast)</source>
        <extracomment>Choice of colours: high contrast, for full sun</extracomment>
        <translation>Plein soleil (contraste renforcé)</translation>
    </message>
    <message>
        <source>Text size</source>
        <extracomment>Setting of the size of the text</extracomment>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>No movement</source>
        <extracomment>Setting that removes movements</extracomment>
        <translation>Sans mouvement</translation>
    </message>
</context>
<context>
    <name>BrokenStorage</name>
    <message>
        <source>Storage</source>
        <extracomment>Title of the screen shown when the data on the phone cannot be opened</extracomment>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>The data on this phone cannot be opened</source>
        <extracomment>Heading when the data on the phone cannot be opened</extracomment>
        <translation>Les données de ce téléphone ne peuvent pas être ouvertes</translation>
    </message>
    <message>
        <source>Nothing was changed or deleted.</source>
        <extracomment>What holds when the data on the phone cannot be opened</extracomment>
        <translation>Rien n’a été modifié ni supprimé.</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <extracomment>Where the file for whoever helps was written</extracomment>
        <translation>Écrit dans %1</translation>
    </message>
    <message numerus="yes">
        <source>%n sealed photo(s) on this phone</source>
        <extracomment>On the screen of storage that cannot be opened: sealed photos are still there</extracomment>
        <translation>
            <numerusform>%n photo scellée sur ce téléphone</numerusform>
            <numerusform>%n photos scellées sur ce téléphone</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy stays sealed: only the prefecture&apos;s recovery key opens it. Hand it to your administrator, then reinstall.</source>
        <extracomment>What can be done with sealed photos of a phone that cannot be opened</extracomment>
        <translation>La copie reste scellée&#xa0;: seule la clé de secours de la préfecture l’ouvre. Remettez-la à votre administrateur, puis réinstallez.</translation>
    </message>
    <message>
        <source>Copy the sealed photos</source>
        <extracomment>Copies the sealed photos of a phone that cannot be opened</extracomment>
        <translation>Copier les photos scellées</translation>
    </message>
    <message>
        <source>Write a support file</source>
        <extracomment>Writes a file for whoever helps</extracomment>
        <translation>Écrire un fichier d’assistance</translation>
    </message>
</context>
<context>
    <name>CapturePage</name>
    <message>
        <source>Camera</source>
        <extracomment>Title of the camera screen</extracomment>
        <translation>Appareil photo</translation>
    </message>
    <message>
        <source>Safety first. Do not hinder the rescuers. No face, no number plate if you can avoid it.</source>
        <extracomment>Reminder before taking a photo</extracomment>
        <translation>Priorité à la sécurité. Ne gênez pas les secours. Pas de visage, pas de plaque si vous pouvez l’éviter.</translation>
    </message>
</context>
<context>
    <name>Channel</name>
    <message>
        <source>Website</source>
        <extracomment>The prefecture&apos;s own public page, as a publication channel.</extracomment>
        <translation>Site</translation>
    </message>
    <message>
        <source>CAP alert</source>
        <extracomment>The file of an alert that machines read (Common Alerting Protocol), as a publication channel.</extracomment>
        <translation>Alerte CAP</translation>
    </message>
</context>
<context>
    <name>ChannelChoice</name>
    <message>
        <source>To be published on</source>
        <extracomment>Heading of the choice of channels</extracomment>
        <translation>À publier sur</translation>
    </message>
</context>
<context>
    <name>ChannelPreviews</name>
    <message>
        <source>French</source>
        <extracomment>Shows the French texts</extracomment>
        <translation>Français</translation>
    </message>
    <message>
        <source>English</source>
        <extracomment>Shows the English texts</extracomment>
        <translation>Anglais</translation>
    </message>
    <message>
        <source>%1 – preview only</source>
        <extracomment>Title of the preview of a channel that this server does not publish to yet, %1 is the channel</extracomment>
        <translation>%1 – aperçu seulement</translation>
    </message>
</context>
<context>
    <name>ChoiceList</name>
    <message>
        <source>Search the list</source>
        <extracomment>Label of the search over the choices of a list</extracomment>
        <translation>Chercher dans la liste</translation>
    </message>
</context>
<context>
    <name>ChoosePinPage</name>
    <message>
        <source>PIN</source>
        <extracomment>Title of the choice of the PIN</extracomment>
        <translation>Code PIN</translation>
    </message>
    <message>
        <source>Type it once more</source>
        <extracomment>Heading of the second typing of the PIN</extracomment>
        <translation>Saisissez-le une seconde fois</translation>
    </message>
    <message>
        <source>Choose your PIN</source>
        <extracomment>Heading of the choice of the PIN</extracomment>
        <translation>Choisissez votre code PIN</translation>
    </message>
    <message>
        <source>The two PINs differ: choose it again.</source>
        <extracomment>Shown when the PIN was not typed the same way twice</extracomment>
        <translation>Les deux codes diffèrent&#xa0;: choisissez-le à nouveau.</translation>
    </message>
    <message>
        <source>6 digits at least. It opens the application and signs your decisions. Ten wrong tries erase this phone.</source>
        <extracomment>Help of the choice of the PIN</extracomment>
        <translation>6&#xa0;chiffres au moins. Il ouvre l’application et signe vos décisions. Dix essais faux effacent ce téléphone.</translation>
    </message>
    <message>
        <source>Confirm the PIN</source>
        <extracomment>Confirms the PIN</extracomment>
        <translation>Confirmer le code PIN</translation>
    </message>
    <message>
        <source>Continue</source>
        <extracomment>Goes on to the second typing of the PIN</extracomment>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <extracomment>Title of the choice of the passphrase</extracomment>
        <translation>Phrase secrète</translation>
    </message>
    <message>
        <source>Choose your passphrase</source>
        <extracomment>Heading of the choice of the passphrase</extracomment>
        <translation>Choisissez votre phrase secrète</translation>
    </message>
    <message>
        <source>This device has no secure key storage. A short PIN would not protect the photos if it is stolen: a passphrase of at least 14 characters takes its place.</source>
        <extracomment>Why a passphrase is asked for instead of a PIN</extracomment>
        <translation>Cet appareil n’a pas de stockage sécurisé des clés. Un code PIN court ne protégerait pas les photos en cas de vol&#xa0;: une phrase secrète d’au moins 14 caractères le remplace.</translation>
    </message>
    <message>
        <source>The two passphrases differ: choose it again.</source>
        <extracomment>Shown when the passphrase was not typed the same way twice</extracomment>
        <translation>Les deux phrases secrètes diffèrent&#xa0;: choisissez-la à nouveau.</translation>
    </message>
    <message>
        <source>Four or five unrelated words are easy to keep in mind. It opens the application and signs your decisions. Ten wrong tries erase this phone.</source>
        <extracomment>Help of the choice of the passphrase</extracomment>
        <translation>Quatre ou cinq mots sans lien se retiennent bien. Elle ouvre l’application et signe vos décisions. Dix essais erronés effacent ce téléphone.</translation>
    </message>
    <message>
        <source>Confirm the passphrase</source>
        <extracomment>Confirms the passphrase</extracomment>
        <translation>Confirmer la phrase secrète</translation>
    </message>
</context>
<context>
    <name>CommuneField</name>
    <message>
        <source>First letters of the name</source>
        <extracomment>What to type in the field of a municipality</extracomment>
        <translation>Premières lettres du nom</translation>
    </message>
    <message>
        <source>%1 km away</source>
        <extracomment>Distance of a municipality from the present position</extracomment>
        <translation>à %1&#xa0;km</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>Language of the form</source>
        <extracomment>In which language the form is read to the person</extracomment>
        <translation>Langue du formulaire</translation>
    </message>
    <message>
        <source>Only one holder of parental authority</source>
        <extracomment>Switch of the consent form for a minor</extracomment>
        <translation>Un seul titulaire de l’autorité parentale</translation>
    </message>
    <message>
        <source>Shown with this form</source>
        <extracomment>State of a box that a consent form covers</extracomment>
        <translation>Visible grâce à ce formulaire</translation>
    </message>
    <message>
        <source>Stays hidden</source>
        <extracomment>State of a box that a consent form does not cover</extracomment>
        <translation>Reste masqué</translation>
    </message>
    <message>
        <source>Read these words to the person.</source>
        <extracomment>Above the words of the consent form</extracomment>
        <translation>Lisez ce texte à la personne.</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 signature(s) given</source>
        <extracomment>%n signatures of those needed (%1) are there</extracomment>
        <translation>
            <numerusform>%n signature sur %1</numerusform>
            <numerusform>%n signatures sur %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Fill in every field: nobody signs a form with holes.</source>
        <extracomment>Why the consent form cannot be read yet</extracomment>
        <translation>Remplissez chaque champ&#xa0;: personne ne signe un formulaire à trous.</translation>
    </message>
    <message>
        <source>Read and sign</source>
        <extracomment>Shows the words of the consent form, to be read aloud</extracomment>
        <translation>Lire et signer</translation>
    </message>
    <message>
        <source>Keep the signed form</source>
        <extracomment>Keeps the signed form with the photo</extracomment>
        <translation>Garder le formulaire signé</translation>
    </message>
    <message>
        <source>Consent form</source>
        <extracomment>Title of the consent form; its full name stands above its words</extracomment>
        <translation>Autorisation</translation>
    </message>
</context>
<context>
    <name>CounterBar</name>
    <message>
        <source>See the texts</source>
        <extracomment>Opens the texts per channel from the counters</extracomment>
        <translation>Voir les textes</translation>
    </message>
</context>
<context>
    <name>CropFrame</name>
    <message>
        <source>Part that is published: %1 % of the width, %2 % of the height</source>
        <extracomment>Accessible name of the frame that crops a photo; %1 and %2 are per cent of its width and height</extracomment>
        <translation>Partie publiée&#xa0;: %1&#xa0;% de la largeur, %2&#xa0;% de la hauteur</translation>
    </message>
    <message>
        <source>Arrows move it, Shift and arrows resize it.</source>
        <extracomment>How to work on the frame that crops a photo with the keyboard</extracomment>
        <translation>Les flèches le déplacent, Maj et les flèches le redimensionnent.</translation>
    </message>
</context>
<context>
    <name>CropTools</name>
    <message>
        <source>Drag the frame, or its corner. What is outside is not published; the original keeps it.</source>
        <extracomment>How to crop a photo</extracomment>
        <translation>Faites glisser le cadre, ou son coin. Ce qui est dehors n’est pas publié&#xa0;; l’original le garde.</translation>
    </message>
    <message>
        <source>Shape</source>
        <extracomment>The shape of a cropped photo</extracomment>
        <translation>Format</translation>
    </message>
    <message>
        <source>Free</source>
        <extracomment>A crop of any shape</extracomment>
        <translation>Libre</translation>
    </message>
    <message>
        <source>As the photo</source>
        <extracomment>A crop with the shape of the photo</extracomment>
        <translation>Original</translation>
    </message>
    <message>
        <source>Square</source>
        <extracomment>A square crop</extracomment>
        <translation>Carré</translation>
    </message>
    <message>
        <source>Another crop asks the questions on the picture again.</source>
        <extracomment>What cropping a photo does to the questionnaire on image rights</extracomment>
        <translation>Un autre cadrage repose les questions sur l’image.</translation>
    </message>
    <message>
        <source>Back to the boxes</source>
        <extracomment>Ends cropping and returns to the boxes</extracomment>
        <translation>Revenir aux cadres</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <extracomment>Publishes the whole photo again</extracomment>
        <translation>Photo entière</translation>
    </message>
</context>
<context>
    <name>DecisionSheet</name>
    <message>
        <source>Ask for a correction</source>
        <extracomment>Title of the panel that returns a proposal to its author</extracomment>
        <translation>Demander une correction</translation>
    </message>
    <message>
        <source>Refuse</source>
        <extracomment>Title of the panel that refuses a proposal</extracomment>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>Authorise</source>
        <extracomment>Title of the panel that authorises a proposal</extracomment>
        <translation>Valider</translation>
    </message>
    <message>
        <source>Nothing is published. The author receives your reason.</source>
        <extracomment>What returning or refusing a proposal does</extracomment>
        <translation>Rien n’est publié. L’auteur reçoit votre motif.</translation>
    </message>
    <message>
        <source>A published picture cannot be taken back. Do you confirm that it respects the people shown?</source>
        <extracomment>Asked before publishing a picture</extracomment>
        <translation>Une image publiée ne peut plus être reprise. Confirmez-vous qu’elle respecte les personnes&#xa0;?</translation>
    </message>
    <message>
        <source>Reason</source>
        <extracomment>Label of the reason of a return or a refusal</extracomment>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Required. The author reads it as you write it.</source>
        <extracomment>Help of the reason of a return or a refusal</extracomment>
        <translation>Obligatoire. L’auteur le lit tel que vous l’écrivez.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) to blur, marked on the photos.</source>
        <extracomment>In the panel that returns a proposal: places of its photos that the authority marked</extracomment>
        <translation>
            <numerusform>%n endroit à flouter, marqué sur les photos.</numerusform>
            <numerusform>%n endroits à flouter, marqués sur les photos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Why you decide alone</source>
        <extracomment>Label of the reason why one authority decides alone on its own message</extracomment>
        <translation>Pourquoi vous décidez seul</translation>
    </message>
    <message>
        <source>Required, at least 10 characters. It is signed with the decision and kept.</source>
        <extracomment>Help of the reason why one authority decides alone</extracomment>
        <translation>Obligatoire, au moins 10 caractères. Le motif est signé avec la décision et conservé.</translation>
    </message>
</context>
<context>
    <name>DiagnosticsCard</name>
    <message>
        <source>Diagnostics</source>
        <extracomment>Heading of the technical details in the settings</extracomment>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>Version %1</source>
        <extracomment>Version of the application</extracomment>
        <translation>Version %1</translation>
    </message>
</context>
<context>
    <name>DigitsPage</name>
    <message>
        <source>Compare</source>
        <extracomment>Title of the comparison of the seven digits</extracomment>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Read these 7 digits to the administrator</source>
        <extracomment>Heading of the comparison of the seven digits</extracomment>
        <translation>Lisez ces 7&#xa0;chiffres à l’administrateur</translation>
    </message>
    <message>
        <source>They must be the same on both screens. If they differ, stop: someone may be listening.</source>
        <extracomment>What to do with the seven digits</extracomment>
        <translation>Ils doivent être identiques sur les deux écrans. S’ils diffèrent, arrêtez&#xa0;: quelqu’un écoute peut-être.</translation>
    </message>
    <message>
        <source>Waiting for the administrator’s confirmation…</source>
        <extracomment>Shown while the administrator has not confirmed the digits</extracomment>
        <translation>En attente de la confirmation de l’administrateur…</translation>
    </message>
    <message>
        <source>The digits differ: start again</source>
        <extracomment>Gives up because the digits differ</extracomment>
        <translation>Les chiffres diffèrent&#xa0;: recommencer</translation>
    </message>
</context>
<context>
    <name>DraftList</name>
    <message>
        <source>Take up again</source>
        <extracomment>Heading of the drafts that can be taken up again</extracomment>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Untitled draft</source>
        <extracomment>Name of a draft without a template yet</extracomment>
        <translation>Brouillon sans titre</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <extracomment>When a draft was saved, %1 is « 4 min ago »</extracomment>
        <translation>Enregistré %1</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <extracomment>Number of photos of a draft</extracomment>
        <translation>
            <numerusform>%n&#xa0;photo</numerusform>
            <numerusform>%n&#xa0;photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DutyCard</name>
    <message>
        <source>On duty</source>
        <extracomment>Heading of the people on duty</extracomment>
        <translation>De permanence</translation>
    </message>
    <message>
        <source>The roster has not been received yet.</source>
        <extracomment>Shown when the roster has not been received yet</extracomment>
        <translation>Le tableau de permanence n’a pas encore été reçu.</translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <extracomment>Role of a person on duty, and until when</extracomment>
        <translation>%1, jusqu’au %2</translation>
    </message>
    <message>
        <source>Call %1</source>
        <extracomment>Telephones the person on duty, %1 is the number</extracomment>
        <translation>Appeler le %1</translation>
    </message>
</context>
<context>
    <name>EnglishSwitch</name>
    <message>
        <source>With an English version</source>
        <extracomment>Switch for the English version of the message</extracomment>
        <translation>Avec une version anglaise</translation>
    </message>
    <message>
        <source>Fields without an English text keep the French one.</source>
        <extracomment>Help of the switch for the English version</extracomment>
        <translation>Les champs sans texte anglais gardent le français.</translation>
    </message>
</context>
<context>
    <name>FactsCheck</name>
    <message>
        <source>Yes, the facts are still true</source>
        <extracomment>Answer to the question whether the facts are still true</extracomment>
        <translation>Oui, les faits sont toujours exacts</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>The data received is not valid JSON.</source>
        <translation>Les données reçues ne sont pas du JSON valide.</translation>
    </message>
    <message>
        <source>Update the application; if it continues, tell the administrator.</source>
        <translation>Mettez l’application à jour&#xa0;; si cela continue, prévenez l’administrateur.</translation>
    </message>
    <message>
        <source>The signed document cannot be read.</source>
        <translation>Le document signé est illisible.</translation>
    </message>
    <message>
        <source>The request is not well formed.</source>
        <translation>La requête est mal formée.</translation>
    </message>
    <message>
        <source>The text contains a character that is not allowed.</source>
        <translation>Le texte contient un caractère interdit.</translation>
    </message>
    <message>
        <source>Remove the character at the place shown and type it again.</source>
        <translation>Retirez le caractère à l’endroit indiqué et saisissez à nouveau.</translation>
    </message>
    <message>
        <source>This picture is damaged and cannot be read.</source>
        <translation>Cette image est abîmée et illisible.</translation>
    </message>
    <message>
        <source>Take the photo again or choose another file. Nothing else was lost.</source>
        <translation>Reprenez la photo ou choisissez un autre fichier. Rien d’autre n’est perdu.</translation>
    </message>
    <message>
        <source>This picture is too large (100 million pixels at most).</source>
        <translation>Cette image est trop grande (100&#xa0;millions de pixels au plus).</translation>
    </message>
    <message>
        <source>Choose a smaller picture.</source>
        <translation>Choisissez une image plus petite.</translation>
    </message>
    <message>
        <source>This kind of file is not accepted as a picture.</source>
        <translation>Ce type de fichier n’est pas accepté comme image.</translation>
    </message>
    <message>
        <source>Choose a JPEG, PNG or HEIC picture.</source>
        <translation>Choisissez une image JPEG, PNG ou HEIC.</translation>
    </message>
    <message>
        <source>What was sent is larger than the server accepts.</source>
        <translation>L’envoi est plus gros que ce que le serveur accepte.</translation>
    </message>
    <message>
        <source>Remove a photo or shorten the text, then send again.</source>
        <translation>Retirez une photo ou raccourcissez le texte, puis envoyez à nouveau.</translation>
    </message>
    <message>
        <source>This was made by a newer version.</source>
        <translation>Ceci vient d’une version plus récente.</translation>
    </message>
    <message>
        <source>Update the application. Nothing was changed.</source>
        <translation>Mettez l’application à jour. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>An unexpected field was found.</source>
        <translation>Un champ inattendu a été trouvé.</translation>
    </message>
    <message>
        <source>A required field is missing.</source>
        <translation>Un champ obligatoire manque.</translation>
    </message>
    <message>
        <source>Fill in the field shown.</source>
        <translation>Remplissez le champ indiqué.</translation>
    </message>
    <message>
        <source>A value is not accepted.</source>
        <translation>Une valeur n’est pas acceptée.</translation>
    </message>
    <message>
        <source>Correct the field shown.</source>
        <translation>Corrigez le champ indiqué.</translation>
    </message>
    <message>
        <source>This template is not known here.</source>
        <translation>Ce modèle n’est pas connu ici.</translation>
    </message>
    <message>
        <source>Synchronise the templates, then open the draft again: it is kept.</source>
        <translation>Synchronisez les modèles, puis rouvrez le brouillon&#xa0;: il est conservé.</translation>
    </message>
    <message>
        <source>The template file has an error.</source>
        <translation>Le fichier de modèles contient une erreur.</translation>
    </message>
    <message>
        <source>Correct the template at the place shown; the previous templates stay in use.</source>
        <translation>Corrigez le modèle à l’endroit indiqué&#xa0;; les modèles précédents restent en service.</translation>
    </message>
    <message>
        <source>The template uses a filter that does not exist.</source>
        <translation>Le modèle utilise un filtre qui n’existe pas.</translation>
    </message>
    <message>
        <source>Correct the filter at the place shown; the previous templates stay in use.</source>
        <translation>Corrigez le filtre à l’endroit indiqué&#xa0;; les modèles précédents restent en service.</translation>
    </message>
    <message>
        <source>The text is too long for the channel.</source>
        <translation>Le texte est trop long pour le canal.</translation>
    </message>
    <message>
        <source>Shorten the field shown.</source>
        <translation>Raccourcissez le champ indiqué.</translation>
    </message>
    <message>
        <source>This municipality is not in the list.</source>
        <translation>Cette commune n’est pas dans la liste.</translation>
    </message>
    <message>
        <source>Choose one in the list.</source>
        <translation>Choisissez-en une dans la liste.</translation>
    </message>
    <message>
        <source>This answer is not in the rights table.</source>
        <translation>Cette réponse n’est pas dans la table des droits.</translation>
    </message>
    <message>
        <source>Synchronise the rights table, then answer again.</source>
        <translation>Synchronisez la table des droits, puis répondez à nouveau.</translation>
    </message>
    <message>
        <source>The photo has no alternative text.</source>
        <translation>La photo n’a pas de texte alternatif.</translation>
    </message>
    <message>
        <source>Describe what the photo shows, without names.</source>
        <translation>Décrivez ce que montre la photo, sans nom.</translation>
    </message>
    <message>
        <source>The signature is not valid.</source>
        <translation>La signature n’est pas valable.</translation>
    </message>
    <message>
        <source>Try again; if it continues, enrol this phone again.</source>
        <translation>Réessayez&#xa0;; si cela continue, enrôlez à nouveau ce téléphone.</translation>
    </message>
    <message>
        <source>The request is not signed.</source>
        <translation>La requête n’est pas signée.</translation>
    </message>
    <message>
        <source>Enrol this phone.</source>
        <translation>Enrôlez ce téléphone.</translation>
    </message>
    <message>
        <source>The signature does not cover what it must.</source>
        <translation>La signature ne couvre pas ce qu’elle doit.</translation>
    </message>
    <message>
        <source>Update the application.</source>
        <translation>Mettez l’application à jour.</translation>
    </message>
    <message>
        <source>The signed request came too late.</source>
        <translation>La requête signée est arrivée trop tard.</translation>
    </message>
    <message>
        <source>It is sent again by itself.</source>
        <translation>L’envoi reprend tout seul.</translation>
    </message>
    <message>
        <source>This phone is not enrolled.</source>
        <translation>Ce téléphone n’est pas enrôlé.</translation>
    </message>
    <message>
        <source>This phone was revoked.</source>
        <translation>Ce téléphone a été révoqué.</translation>
    </message>
    <message>
        <source>Contact the administrator.</source>
        <translation>Contactez l’administrateur.</translation>
    </message>
    <message>
        <source>The phone&apos;s clock differs too much from the server&apos;s.</source>
        <translation>L’horloge du téléphone diffère trop de celle du serveur.</translation>
    </message>
    <message>
        <source>Set the phone&apos;s date and time to automatic. Nothing is lost: sending resumes by itself.</source>
        <translation>Réglez la date et l’heure du téléphone sur automatique. Rien n’est perdu&#xa0;: l’envoi reprend tout seul.</translation>
    </message>
    <message>
        <source>This request was already received.</source>
        <translation>Cette requête a déjà été reçue.</translation>
    </message>
    <message>
        <source>The data arrived damaged.</source>
        <translation>Les données sont arrivées abîmées.</translation>
    </message>
    <message>
        <source>This document is meant for another recipient.</source>
        <translation>Ce document est destiné à quelqu’un d’autre.</translation>
    </message>
    <message>
        <source>Tell the administrator.</source>
        <translation>Prévenez l’administrateur.</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>Votre rôle ne le permet pas.</translation>
    </message>
    <message>
        <source>Ask a person whose role allows it.</source>
        <translation>Demandez à une personne dont le rôle le permet.</translation>
    </message>
    <message>
        <source>This phone is waiting for confirmation.</source>
        <translation>Ce téléphone attend d’être confirmé.</translation>
    </message>
    <message>
        <source>Read the 7 digits to the administrator, who confirms them.</source>
        <translation>Lisez les 7&#xa0;chiffres à l’administrateur, qui les confirme.</translation>
    </message>
    <message>
        <source>This enrolment code is not known.</source>
        <translation>Ce code d’enrôlement est inconnu.</translation>
    </message>
    <message>
        <source>Check the code or ask the administrator for a new one.</source>
        <translation>Vérifiez le code ou demandez-en un nouveau à l’administrateur.</translation>
    </message>
    <message>
        <source>This enrolment code has expired (15 minutes).</source>
        <translation>Ce code d’enrôlement a expiré (15&#xa0;minutes).</translation>
    </message>
    <message>
        <source>Ask the administrator for a new code.</source>
        <translation>Demandez un nouveau code à l’administrateur.</translation>
    </message>
    <message>
        <source>This enrolment code was already used.</source>
        <translation>Ce code d’enrôlement a déjà servi.</translation>
    </message>
    <message>
        <source>Too many tries.</source>
        <translation>Trop d’essais.</translation>
    </message>
    <message>
        <source>Wait for the delay shown, then try again.</source>
        <translation>Attendez le délai indiqué, puis réessayez.</translation>
    </message>
    <message>
        <source>This is not an Astreinte enrolment code.</source>
        <translation>Ce n’est pas un code d’enrôlement Astreinte.</translation>
    </message>
    <message>
        <source>Scan the QR code shown by the administrator, or type its text in full.</source>
        <translation>Scannez le QR code affiché par l’administrateur, ou saisissez son texte en entier.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not the one expected: nothing was sent.</source>
        <translation>Le certificat du serveur n’est pas celui attendu&#xa0;: rien n’a été envoyé.</translation>
    </message>
    <message>
        <source>Do not insist on this network; tell the administrator.</source>
        <translation>N’insistez pas sur ce réseau&#xa0;; prévenez l’administrateur.</translation>
    </message>
    <message>
        <source>The server does not know this submission.</source>
        <translation>Le serveur ne connaît pas cet envoi.</translation>
    </message>
    <message>
        <source>The server does not know this revision.</source>
        <translation>Le serveur ne connaît pas cette révision.</translation>
    </message>
    <message>
        <source>Refresh the list.</source>
        <translation>Actualisez la liste.</translation>
    </message>
    <message>
        <source>The author has sent a newer revision.</source>
        <translation>L’auteur a envoyé une révision plus récente.</translation>
    </message>
    <message>
        <source>Read the newer revision, then decide.</source>
        <translation>Lisez la nouvelle révision, puis décidez.</translation>
    </message>
    <message>
        <source>Another content was already received under this number.</source>
        <translation>Un autre contenu a déjà été reçu sous ce numéro.</translation>
    </message>
    <message>
        <source>Open the draft and submit it again.</source>
        <translation>Ouvrez le brouillon et soumettez-le à nouveau.</translation>
    </message>
    <message>
        <source>A photo has not arrived yet.</source>
        <translation>Une photo n’est pas encore arrivée.</translation>
    </message>
    <message>
        <source>You cannot decide on your own submission.</source>
        <translation>Vous ne pouvez pas décider de votre propre proposition.</translation>
    </message>
    <message>
        <source>Ask another authority.</source>
        <translation>Demandez à une autre autorité.</translation>
    </message>
    <message>
        <source>You are not on duty in the roster.</source>
        <translation>Vous n’êtes pas de permanence dans le tableau.</translation>
    </message>
    <message>
        <source>Ask the authority on duty, or have the roster corrected.</source>
        <translation>Demandez à l’autorité de permanence, ou faites corriger le tableau.</translation>
    </message>
    <message>
        <source>The authorisation session has expired.</source>
        <translation>La session de validation a expiré.</translation>
    </message>
    <message>
        <source>Read the message again, then decide.</source>
        <translation>Relisez le message, puis décidez.</translation>
    </message>
    <message>
        <source>This decision was already sent.</source>
        <translation>Cette décision a déjà été envoyée.</translation>
    </message>
    <message>
        <source>The content has changed since it was shown.</source>
        <translation>Le contenu a changé depuis qu’il a été affiché.</translation>
    </message>
    <message>
        <source>A reason is required.</source>
        <translation>Un motif est obligatoire.</translation>
    </message>
    <message>
        <source>Write in a few words why.</source>
        <translation>Écrivez en quelques mots pourquoi.</translation>
    </message>
    <message>
        <source>A decision was already taken.</source>
        <translation>Une décision a déjà été prise.</translation>
    </message>
    <message>
        <source>This is not possible in the present state.</source>
        <translation>Ce n’est pas possible dans l’état actuel.</translation>
    </message>
    <message>
        <source>The server no longer knows this upload.</source>
        <translation>Le serveur ne connaît plus cet envoi de photo.</translation>
    </message>
    <message>
        <source>It starts again by itself.</source>
        <translation>Il recommence tout seul.</translation>
    </message>
    <message>
        <source>The upload is to resume elsewhere.</source>
        <translation>L’envoi de la photo doit reprendre ailleurs.</translation>
    </message>
    <message>
        <source>It resumes by itself.</source>
        <translation>Il reprend tout seul.</translation>
    </message>
    <message>
        <source>A part of the photo arrived damaged.</source>
        <translation>Une partie de la photo est arrivée abîmée.</translation>
    </message>
    <message>
        <source>The checksum&apos;s algorithm is not known.</source>
        <translation>L’algorithme de la somme de contrôle est inconnu.</translation>
    </message>
    <message>
        <source>The upload took too long and was dropped.</source>
        <translation>L’envoi de la photo a duré trop longtemps et a été abandonné.</translation>
    </message>
    <message>
        <source>No connection to the server.</source>
        <translation>Aucune connexion au serveur.</translation>
    </message>
    <message>
        <source>Everything is kept on the phone and leaves when the network returns.</source>
        <translation>Tout est conservé sur le téléphone et part dès que le réseau revient.</translation>
    </message>
    <message>
        <source>The server is busy or restarting.</source>
        <translation>Le serveur est occupé ou redémarre.</translation>
    </message>
    <message>
        <source>The server refused this submission.</source>
        <translation>Le serveur a refusé cet envoi.</translation>
    </message>
    <message>
        <source>Open it, correct what is shown, and submit it again.</source>
        <translation>Ouvrez-le, corrigez ce qui est indiqué, et soumettez-le à nouveau.</translation>
    </message>
    <message>
        <source>The server&apos;s reply cannot be verified.</source>
        <translation>La réponse du serveur ne peut pas être vérifiée.</translation>
    </message>
    <message>
        <source>Nothing was removed from the phone. Tell the administrator.</source>
        <translation>Rien n’a été retiré du téléphone. Prévenez l’administrateur.</translation>
    </message>
    <message>
        <source>The storage is full.</source>
        <translation>Le stockage est plein.</translation>
    </message>
    <message>
        <source>Free some space; what is already saved stays safe.</source>
        <translation>Libérez de la place&#xa0;; ce qui est déjà enregistré reste en sécurité.</translation>
    </message>
    <message>
        <source>Saving failed.</source>
        <translation>L’enregistrement a échoué.</translation>
    </message>
    <message>
        <source>Free some space or restart the phone; nothing already saved is lost.</source>
        <translation>Libérez de la place ou redémarrez le téléphone&#xa0;; rien de ce qui est enregistré n’est perdu.</translation>
    </message>
    <message>
        <source>The data on this phone comes from a newer version.</source>
        <translation>Les données de ce téléphone viennent d’une version plus récente.</translation>
    </message>
    <message>
        <source>Update the application. Nothing was touched.</source>
        <translation>Mettez l’application à jour. Rien n’a été touché.</translation>
    </message>
    <message>
        <source>The phone&apos;s key store is not available.</source>
        <translation>Le trousseau de clés du téléphone n’est pas disponible.</translation>
    </message>
    <message>
        <source>Choose a passphrase of at least 14 characters instead of a PIN.</source>
        <translation>Choisissez une phrase de passe d’au moins 14&#xa0;caractères au lieu d’un code PIN.</translation>
    </message>
    <message>
        <source>The PIN is not correct.</source>
        <translation>Le code PIN est incorrect.</translation>
    </message>
    <message>
        <source>Type it again.</source>
        <translation>Saisissez-le à nouveau.</translation>
    </message>
    <message>
        <source>The application is locked.</source>
        <translation>L’application est verrouillée.</translation>
    </message>
    <message>
        <source>Type your PIN.</source>
        <translation>Saisissez votre code PIN.</translation>
    </message>
    <message>
        <source>The camera is not allowed.</source>
        <translation>L’appareil photo n’est pas autorisé.</translation>
    </message>
    <message>
        <source>Allow the camera in the phone&apos;s settings, or import a picture. What you typed is kept.</source>
        <translation>Autorisez-le dans les réglages du téléphone, ou importez une image. Ce que vous avez saisi est conservé.</translation>
    </message>
    <message>
        <source>No camera was found.</source>
        <translation>Aucun appareil photo n’a été trouvé.</translation>
    </message>
    <message>
        <source>Import a picture instead. What you typed is kept.</source>
        <translation>Importez une image à la place. Ce que vous avez saisi est conservé.</translation>
    </message>
    <message>
        <source>The position is not allowed.</source>
        <translation>La position n’est pas autorisée.</translation>
    </message>
    <message>
        <source>Allow the position in the phone&apos;s settings, or choose the municipality by hand.</source>
        <translation>Autorisez-la dans les réglages du téléphone, ou choisissez la commune à la main.</translation>
    </message>
    <message>
        <source>The position is not known.</source>
        <translation>La position est inconnue.</translation>
    </message>
    <message>
        <source>Go outside for a moment, or choose the municipality by hand.</source>
        <translation>Sortez un instant, ou choisissez la commune à la main.</translation>
    </message>
    <message>
        <source>The position is old.</source>
        <translation>La position est ancienne.</translation>
    </message>
    <message>
        <source>Wait for a new fix, or check the municipality by hand.</source>
        <translation>Attendez une nouvelle position, ou vérifiez la commune à la main.</translation>
    </message>
    <message>
        <source>An unexpected error happened.</source>
        <translation>Une erreur inattendue s’est produite.</translation>
    </message>
    <message>
        <source>Nothing already saved is lost. Try again; if it continues, tell the administrator.</source>
        <translation>Rien de ce qui est enregistré n’est perdu. Réessayez&#xa0;; si cela continue, prévenez l’administrateur.</translation>
    </message>
    <message>
        <source>The facts are more than 30 minutes old.</source>
        <translation>Les faits datent de plus de 30 minutes.</translation>
    </message>
    <message>
        <source>Check that they still hold, confirm it, and sign again.</source>
        <translation>Vérifiez qu’ils sont toujours exacts, confirmez-le et signez de nouveau.</translation>
    </message>
    <message>
        <source>No delegation of signature in force covers this decision.</source>
        <translation>Aucune délégation de signature en vigueur ne couvre cette décision.</translation>
    </message>
    <message>
        <source>Ask another authority, or have the delegation entered.</source>
        <translation>Demandez à une autre autorité, ou faites enregistrer la délégation.</translation>
    </message>
    <message>
        <source>The server&apos;s journal is not the one seen before: its history may have been rewritten.</source>
        <translation>Le journal du serveur n’est pas celui vu auparavant&#xa0;: son historique a peut-être été réécrit.</translation>
    </message>
    <message>
        <source>Keep this phone as it is and call the administrator at once.</source>
        <translation>Gardez ce téléphone en l’état et appelez tout de suite l’administrateur.</translation>
    </message>
    <message>
        <source>The server&apos;s storage is full.</source>
        <translation>Le stockage du serveur est plein.</translation>
    </message>
    <message>
        <source>Everything is kept on the phone and leaves when there is room. Tell the administrator.</source>
        <translation>Tout est gardé sur le téléphone et part dès qu’il y a de la place. Prévenez l’administrateur.</translation>
    </message>
    <message>
        <source>Something this phone kept is damaged.</source>
        <translation>Un élément gardé sur ce téléphone est abîmé.</translation>
    </message>
    <message>
        <source>What else is there can be used. Nothing was deleted; tell the administrator.</source>
        <translation>Le reste est utilisable. Rien n’a été supprimé&#xa0;; prévenez l’administrateur.</translation>
    </message>
    <message>
        <source>The storage of this phone was damaged and has been rebuilt; nothing is missing.</source>
        <translation>Le stockage de ce téléphone était abîmé&#xa0;; il a été reconstruit et rien ne manque.</translation>
    </message>
    <message>
        <source>Go on. If it happens again, have the phone checked.</source>
        <translation>Continuez. Si cela se reproduit, faites vérifier le téléphone.</translation>
    </message>
    <message>
        <source>The storage of this phone was damaged and has been rebuilt; something may be missing.</source>
        <translation>Le stockage de ce téléphone était abîmé&#xa0;; il a été reconstruit, mais il peut manquer quelque chose.</translation>
    </message>
    <message>
        <source>Check the drafts and the outbox. The damaged files were kept; tell the administrator.</source>
        <translation>Vérifiez les brouillons et la boîte d’envoi. Les fichiers abîmés sont conservés&#xa0;; prévenez l’administrateur.</translation>
    </message>
    <message>
        <source>An agreement that this message needs was not recorded.</source>
        <translation>Un accord nécessaire à ce message n’a pas été enregistré.</translation>
    </message>
    <message>
        <source>Return the message to its author, who obtains the agreement and records it.</source>
        <translation>Renvoyez le message à son auteur, qui obtient l’accord et l’enregistre.</translation>
    </message>
    <message>
        <source>The image rights of a photo are not settled: a question remains, or a person took their agreement back.</source>
        <translation>Les droits d’une photo ne sont pas réglés&#xa0;: une question reste sans réponse, ou une personne a retiré son accord.</translation>
    </message>
    <message>
        <source>Answer what remains, hide the person or remove the photo. An authority returns the message to its author.</source>
        <translation>Répondez à ce qui reste, masquez la personne ou retirez la photo. L’autorité renvoie le message à son auteur.</translation>
    </message>
</context>
<context>
    <name>FieldNotes</name>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <extracomment>Characters left in a field, %n is their number</extracomment>
        <translation>
            <numerusform>%n&#xa0;caractère restant</numerusform>
            <numerusform>%n&#xa0;caractères restants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FixLabel</name>
    <message>
        <source>Looking for the position…</source>
        <extracomment>Shown while the receiver looks for the position</extracomment>
        <translation>Recherche de la position…</translation>
    </message>
    <message>
        <source>Near the limit of the municipality: check the name in the form.</source>
        <extracomment>Shown when the position is close to the limit between two municipalities</extracomment>
        <translation>Près de la limite de la commune&#xa0;: vérifiez le nom dans le formulaire.</translation>
    </message>
    <message>
        <source>Simulated position</source>
        <extracomment>Shown when the position does not come from a real receiver</extracomment>
        <translation>Position simulée</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Too long: %1 characters at most. Shorten the text.</source>
        <extracomment>%1 is a number of characters.</extracomment>
        <translation>Trop long&#xa0;: %1&#xa0;caractères au plus. Raccourcissez le texte.</translation>
    </message>
    <message>
        <source>The address must begin with https://. Correct it.</source>
        <translation>L’adresse doit commencer par https://. Corrigez-la.</translation>
    </message>
    <message>
        <source>The number must be between %1 and %2.</source>
        <translation>Le nombre doit être compris entre %1 et %2.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>Municipality</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Time of the facts</source>
        <translation>Heure des faits</translation>
    </message>
    <message>
        <source>Hazards</source>
        <translation>Dangers</translation>
    </message>
    <message>
        <source>Access and roads</source>
        <translation>Accès et routes</translation>
    </message>
    <message>
        <source>Casualties (restricted, never published)</source>
        <translation>Victimes (restreint, jamais publié)</translation>
    </message>
    <message>
        <source>Resources engaged</source>
        <translation>Moyens engagés</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Observations</translation>
    </message>
    <message>
        <source>Removed to fit in %1: %2.</source>
        <extracomment>%1 is a number of characters, %2 a list of what was left out of the text so that it fits.</extracomment>
        <translation>Retiré pour tenir en %1&#xa0;: %2.</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Field report</source>
        <extracomment>Title of the form of a field report</extracomment>
        <translation>Remontée terrain</translation>
    </message>
    <message>
        <source>Change the template</source>
        <extracomment>Returns to the choice of a template, keeping the photos</extracomment>
        <translation>Changer de modèle</translation>
    </message>
    <message>
        <source>Proofread</source>
        <extracomment>Goes on to the proofreading of the whole message</extracomment>
        <translation>Relire</translation>
    </message>
    <message>
        <source>Preview</source>
        <extracomment>Title of the panel that shows the texts per channel</extracomment>
        <translation>Aperçu</translation>
    </message>
</context>
<context>
    <name>FoundPhotoList</name>
    <message numerus="yes">
        <source>%n photo(s) taken while the phone was locked</source>
        <extracomment>Heading on the home screen, after unlocking</extracomment>
        <translation>
            <numerusform>%n photo prise téléphone verrouillé</numerusform>
            <numerusform>%n photos prises téléphone verrouillé</numerusform>
        </translation>
    </message>
    <message>
        <source>Put them into a message</source>
        <extracomment>Puts the photos taken while locked into a new message</extracomment>
        <translation>Les mettre dans un message</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) found again</source>
        <extracomment>Heading on the home screen: photos that an interruption left without a message</extracomment>
        <translation>
            <numerusform>%n photo retrouvée</numerusform>
            <numerusform>%n photos retrouvées</numerusform>
        </translation>
    </message>
    <message>
        <source>Photo found again</source>
        <extracomment>Heading on the home screen: a photo that an interruption left without a message
----------
Description of a photo found again, without more detail</extracomment>
        <translation>Photo retrouvée</translation>
    </message>
    <message>
        <source>Put into a message</source>
        <extracomment>Puts a photo found again into a new message</extracomment>
        <translation>Mettre dans un message</translation>
    </message>
    <message>
        <source>Delete</source>
        <extracomment>Deletes a photo found again</extracomment>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Delete this photo?</source>
        <extracomment>Title of the panel that deletes a photo found again</extracomment>
        <translation>Supprimer cette photo&#xa0;?</translation>
    </message>
    <message>
        <source>The photo is removed from this phone and cannot be brought back.</source>
        <extracomment>What deleting a photo found again does</extracomment>
        <translation>La photo disparaît de ce téléphone et ne pourra pas être récupérée.</translation>
    </message>
    <message>
        <source>Delete the photo</source>
        <extracomment>Confirms the deletion of a photo found again</extracomment>
        <translation>Supprimer la photo</translation>
    </message>
    <message>
        <source>municipality not known</source>
        <extracomment>The municipality where a photo was taken is not known</extracomment>
        <translation>commune inconnue</translation>
    </message>
</context>
<context>
    <name>HandoverNote</name>
    <message>
        <source>Read, I take over</source>
        <extracomment>The person who takes over the duty has read the handover note</extracomment>
        <translation>Lu, je prends la relève</translation>
    </message>
</context>
<context>
    <name>HandoverRemark</name>
    <message>
        <source>A word for the next duty</source>
        <extracomment>Unfolds the field for what the person on duty tells the next one</extracomment>
        <translation>Un mot pour la relève</translation>
    </message>
    <message>
        <source>To hand over</source>
        <extracomment>Label of what the person on duty tells the next one</extracomment>
        <translation>À transmettre</translation>
    </message>
    <message>
        <source>It joins the note of what is open, which writes itself.</source>
        <extracomment>Help of the field for the next duty</extracomment>
        <translation>Il s’ajoute à la note de ce qui est en cours, qui se rédige seule.</translation>
    </message>
    <message>
        <source>Keep for the next duty</source>
        <extracomment>Keeps the words for the next duty</extracomment>
        <translation>Garder pour la relève</translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>Press again to confirm</source>
        <extracomment>Said of a button that must be held, after a first press</extracomment>
        <translation>Appuyez encore pour confirmer</translation>
    </message>
    <message>
        <source>Hold for one second, or press twice</source>
        <extracomment>How to use a button that must be held</extracomment>
        <translation>Maintenez une seconde, ou appuyez deux fois</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Duty – %1</source>
        <extracomment>Title of the home screen: the duty</extracomment>
        <translation>Permanence – %1</translation>
    </message>
    <message>
        <source>To authorise</source>
        <extracomment>Row of the home screen that leads to the proposals awaiting a decision</extracomment>
        <translation>À valider</translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) await your decision</source>
        <extracomment>Number of proposals that await the decision of the person</extracomment>
        <translation>
            <numerusform>%n&#xa0;proposition attend votre validation</numerusform>
            <numerusform>%n&#xa0;propositions attendent votre validation</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing awaits your decision</source>
        <extracomment>No proposal awaits a decision</extracomment>
        <translation>Rien n’attend votre validation</translation>
    </message>
    <message>
        <source>Outbox</source>
        <extracomment>Row of the home screen that leads to what this phone has submitted</extracomment>
        <translation>Boîte d’envoi</translation>
    </message>
    <message>
        <source>Published</source>
        <extracomment>Row of the home screen that leads to what the public can read</extracomment>
        <translation>Publié</translation>
    </message>
    <message>
        <source>Links, corrections, withdrawals</source>
        <extracomment>What the « Published » screen is for</extracomment>
        <translation>Liens, corrections, retraits</translation>
    </message>
    <message>
        <source>Field report</source>
        <extracomment>Row of the home screen that starts a report for the prefecture only</extracomment>
        <translation>Remontée terrain</translation>
    </message>
    <message>
        <source>For the prefecture only, never published</source>
        <extracomment>What a field report is for</extracomment>
        <translation>Pour la préfecture seule, jamais publiée</translation>
    </message>
    <message>
        <source>Take a photo</source>
        <extracomment>Main action of the home screen</extracomment>
        <translation>Prendre une photo</translation>
    </message>
    <message>
        <source>Write a message</source>
        <extracomment>Second action of the home screen: a message without a photo</extracomment>
        <translation>Écrire un message</translation>
    </message>
    <message>
        <source>Write a field report</source>
        <extracomment>Second action of the home screen of liaison officers: a report without a photo</extracomment>
        <translation>Écrire une remontée</translation>
    </message>
    <message>
        <source>Understood</source>
        <extracomment>Button under a message about the phone&apos;s storage: the message has been read</extracomment>
        <translation>Compris</translation>
    </message>
    <message>
        <source>Field reports</source>
        <extracomment>Row of the home screen that leads to the reports of the field</extracomment>
        <translation>Remontées de terrain</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) within seven days</source>
        <extracomment>Number of field reports of the last seven days</extracomment>
        <translation>
            <numerusform>%n remontée en sept jours</numerusform>
            <numerusform>%n remontées en sept jours</numerusform>
        </translation>
    </message>
    <message>
        <source>None within seven days</source>
        <extracomment>No field report has come</extracomment>
        <translation>Aucune en sept jours</translation>
    </message>
    <message>
        <source>My field reports</source>
        <extracomment>Row of the home screen that leads to the field reports that the person sent</extracomment>
        <translation>Mes remontées de terrain</translation>
    </message>
    <message>
        <source>None sent from this phone</source>
        <extracomment>No field report was sent from this phone</extracomment>
        <translation>Aucune envoyée depuis ce téléphone</translation>
    </message>
</context>
<context>
    <name>IncidentList</name>
    <message>
        <source>Open incidents</source>
        <extracomment>Heading of the list of open incidents</extracomment>
        <translation>Événements en cours</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <extracomment>Shown when no incident is open</extracomment>
        <translation>Aucun événement n’est ouvert.</translation>
    </message>
    <message>
        <source>Open an incident</source>
        <extracomment>Opens a panel to declare a new incident</extracomment>
        <translation>Ouvrir un événement</translation>
    </message>
    <message>
        <source>Close the current incident</source>
        <extracomment>Opens a panel to close the incident that is followed</extracomment>
        <translation>Clore l’événement suivi</translation>
    </message>
    <message>
        <source>Close the current incident?</source>
        <extracomment>Title of the panel that confirms closing an incident</extracomment>
        <translation>Clore l’événement suivi&#xa0;?</translation>
    </message>
    <message>
        <source>The clocks of “%1” stop on every phone. What was published stays as it is.</source>
        <extracomment>What closing an incident does, %1 is its title</extracomment>
        <translation>Les décomptes de «&#xa0;%1&#xa0;» s’arrêtent sur tous les téléphones. Ce qui est publié le reste.</translation>
    </message>
    <message>
        <source>Close the incident</source>
        <extracomment>Button that closes an incident</extracomment>
        <translation>Clore l’événement</translation>
    </message>
</context>
<context>
    <name>IncidentRow</name>
    <message>
        <source>Current incident</source>
        <extracomment>Said of the incident that receives what is written next</extracomment>
        <translation>Événement suivi</translation>
    </message>
    <message numerus="yes">
        <source>Next update promised in %n min</source>
        <extracomment>When the next update was promised, %n minutes from now</extracomment>
        <translation>
            <numerusform>Prochain point promis dans %n&#xa0;min</numerusform>
            <numerusform>Prochain point promis dans %n&#xa0;min</numerusform>
        </translation>
    </message>
    <message>
        <source>Known %1</source>
        <extracomment>Since when an incident is known, %1 is « 20 min ago »</extracomment>
        <translation>Connu %1</translation>
    </message>
    <message numerus="yes">
        <source>The promised update is late by %n min</source>
        <extracomment>The promised update is late by %n minutes</extracomment>
        <translation>
            <numerusform>Le point promis a %n&#xa0;min de retard</numerusform>
            <numerusform>Le point promis a %n&#xa0;min de retard</numerusform>
        </translation>
    </message>
    <message>
        <source>Late: %1</source>
        <extracomment>Why the first message of an incident was late, in the words of the duty</extracomment>
        <translation>En retard&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>IncidentWords</name>
    <message>
        <source>First message published</source>
        <extracomment>State of the one-hour clock: the first message was published in time</extracomment>
        <translation>Premier message publié</translation>
    </message>
    <message numerus="yes">
        <source>Hour exceeded by %n min</source>
        <extracomment>State of the one-hour clock: the hour has passed, %n minutes ago</extracomment>
        <translation>
            <numerusform>Heure dépassée de %n&#xa0;min</numerusform>
            <numerusform>Heure dépassée de %n&#xa0;min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Urgent: %n min left</source>
        <extracomment>State of the one-hour clock: few minutes remain for the first message</extracomment>
        <translation>
            <numerusform>Urgent&#xa0;: reste %n&#xa0;min</numerusform>
            <numerusform>Urgent&#xa0;: reste %n&#xa0;min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left for the first message</source>
        <extracomment>State of the one-hour clock: %n minutes remain for the first message</extracomment>
        <translation>
            <numerusform>Reste %n&#xa0;min pour le premier message</numerusform>
            <numerusform>Reste %n&#xa0;min pour le premier message</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InvitationPage</name>
    <message>
        <source>First use</source>
        <extracomment>Title of the first screen</extracomment>
        <translation>Première utilisation</translation>
    </message>
    <message>
        <source>Join your prefecture</source>
        <extracomment>Heading of the first screen</extracomment>
        <translation>Rejoindre la préfecture</translation>
    </message>
    <message>
        <source>The administrator shows a code on a screen. Scan it, or paste its text here.</source>
        <extracomment>What to do on the first screen</extracomment>
        <translation>L’administrateur affiche un code sur un écran. Scannez-le, ou collez son texte ici.</translation>
    </message>
    <message>
        <source>Stop scanning</source>
        <extracomment>Stops the scanning of the code</extracomment>
        <translation>Arrêter le scan</translation>
    </message>
    <message>
        <source>Scan the code</source>
        <extracomment>Starts the scanning of the code</extracomment>
        <translation>Scanner le code</translation>
    </message>
    <message>
        <source>Text of the code</source>
        <extracomment>Label of the field for the text of the invitation</extracomment>
        <translation>Texte du code</translation>
    </message>
    <message>
        <source>It begins with astreinte://enrol</source>
        <extracomment>Help of the field for the text of the invitation</extracomment>
        <translation>Il commence par astreinte://enrol</translation>
    </message>
    <message>
        <source>Paste</source>
        <extracomment>Pastes the text of the invitation</extracomment>
        <translation>Coller</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <extracomment>The server named in the invitation</extracomment>
        <translation>Serveur&#xa0;: %1</translation>
    </message>
    <message>
        <source>Name of this phone</source>
        <extracomment>Label of the name of this phone in the administrator&apos;s list</extracomment>
        <translation>Nom de ce téléphone</translation>
    </message>
    <message>
        <source>Duty phone</source>
        <extracomment>Name proposed for this phone</extracomment>
        <translation>Téléphone d’astreinte</translation>
    </message>
    <message>
        <source>Start again</source>
        <extracomment>Begins the enrolment again with another code</extracomment>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>Enrol this phone</source>
        <extracomment>Contacts the server named in the invitation</extracomment>
        <translation>Enrôler ce téléphone</translation>
    </message>
</context>
<context>
    <name>KindChoice</name>
    <message>
        <source>Face</source>
        <extracomment>A box hides a face</extracomment>
        <translation>Visage</translation>
    </message>
    <message>
        <source>Minor</source>
        <extracomment>A box hides a minor, wholly</extracomment>
        <translation>Mineur</translation>
    </message>
    <message>
        <source>Officer</source>
        <extracomment>A box hides a police officer, a gendarme, their number or badge</extracomment>
        <translation>Force de l’ordre</translation>
    </message>
    <message>
        <source>Victim</source>
        <extracomment>A box hides an injured or rescued person</extracomment>
        <translation>Victime</translation>
    </message>
    <message>
        <source>Number plate</source>
        <extracomment>A box hides a number plate</extracomment>
        <translation>Plaque</translation>
    </message>
    <message>
        <source>Text, name</source>
        <extracomment>A box hides a name, a badge or a text</extracomment>
        <translation>Texte, nom</translation>
    </message>
    <message>
        <source>Home</source>
        <extracomment>A box hides what tells a home or a vehicle</extracomment>
        <translation>Domicile</translation>
    </message>
    <message>
        <source>Other</source>
        <extracomment>A box hides something else</extracomment>
        <translation>Autre</translation>
    </message>
    <message>
        <source>What it hides</source>
        <extracomment>What the chosen box hides</extracomment>
        <translation>Ce qu’il cache</translation>
    </message>
</context>
<context>
    <name>LatenessReason</name>
    <message>
        <source>The first message is late: say why</source>
        <extracomment>Unfolds the field for why the first message of an incident was late</extracomment>
        <translation>Le premier message est en retard&#xa0;: dites pourquoi</translation>
    </message>
    <message>
        <source>Why the hour was missed</source>
        <extracomment>Label of why the first message of an incident was late</extracomment>
        <translation>Pourquoi l’heure est passée</translation>
    </message>
    <message>
        <source>For the prefecture&apos;s record only, never published.</source>
        <extracomment>Who reads why a first message was late</extracomment>
        <translation>Pour la préfecture seule, jamais publié.</translation>
    </message>
    <message>
        <source>Keep the reason</source>
        <extracomment>Keeps why the first message was late</extracomment>
        <translation>Garder le motif</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked</source>
        <extracomment>Title of the lock screen</extracomment>
        <translation>Verrouillé</translation>
    </message>
    <message>
        <source>Astreinte is locked</source>
        <extracomment>Heading of the lock screen</extracomment>
        <translation>Astreinte est verrouillée</translation>
    </message>
    <message numerus="yes">
        <source>%n try(ies) left, then this phone is erased</source>
        <extracomment>Shown after several wrong PINs, %n tries remain before the phone is erased</extracomment>
        <translation>
            <numerusform>%n&#xa0;essai restant, puis ce téléphone est effacé</numerusform>
            <numerusform>%n&#xa0;essais restants, puis ce téléphone est effacé</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wait %n second(s) before the next try</source>
        <extracomment>Shown after several wrong PINs: how long to wait</extracomment>
        <translation>
            <numerusform>Attendez %n&#xa0;seconde avant le prochain essai</numerusform>
            <numerusform>Attendez %n&#xa0;secondes avant le prochain essai</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlock</source>
        <extracomment>Opens the application with the PIN</extracomment>
        <translation>Déverrouiller</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) kept since the phone was locked</source>
        <extracomment>On the lock screen: photos were taken without unlocking</extracomment>
        <translation>
            <numerusform>%n photo conservée depuis le verrouillage</numerusform>
            <numerusform>%n photos conservées depuis le verrouillage</numerusform>
        </translation>
    </message>
    <message>
        <source>Take photos without unlocking</source>
        <extracomment>On the lock screen: opens the camera without unlocking</extracomment>
        <translation>Photographier sans déverrouiller</translation>
    </message>
</context>
<context>
    <name>LockedCamera</name>
    <message>
        <source>Camera, phone locked</source>
        <extracomment>Title of the camera that is used without unlocking the phone</extracomment>
        <translation>Appareil photo, téléphone verrouillé</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) kept, sealed. You will find them after unlocking.</source>
        <extracomment>Count of the photos taken since the phone was locked</extracomment>
        <translation>
            <numerusform>%n photo conservée, scellée. Vous la retrouverez après le déverrouillage.</numerusform>
            <numerusform>%n photos conservées, scellées. Vous les retrouverez après le déverrouillage.</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos are sealed at once. The questions about rights come after unlocking.</source>
        <extracomment>What happens to photos taken without unlocking the phone</extracomment>
        <translation>Les photos sont scellées aussitôt. Les questions de droits viennent après le déverrouillage.</translation>
    </message>
    <message>
        <source>Saving the photo…</source>
        <extracomment>Label of the shutter while the photo is being sealed on the phone</extracomment>
        <translation>Enregistrement de la photo…</translation>
    </message>
    <message>
        <source>Take the photo</source>
        <extracomment>Label of the shutter</extracomment>
        <translation>Prendre la photo</translation>
    </message>
    <message>
        <source>Back to the lock screen</source>
        <extracomment>Leaves the camera of a locked phone</extracomment>
        <translation>Revenir à l’écran verrouillé</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Astreinte – %1</source>
        <extracomment>Title of the window: the name of the application and of the department</extracomment>
        <translation>Astreinte – %1</translation>
    </message>
    <message>
        <source>Exercise mode – no real sending is possible</source>
        <extracomment>Banner on every screen, locked or not, while the exercise mode is on</extracomment>
        <translation>Mode exercice – aucun envoi réel possible</translation>
    </message>
</context>
<context>
    <name>ManifestHead</name>
    <message>
        <source>Exercise</source>
        <extracomment>Mark on a proposal made in exercise mode</extracomment>
        <translation>Exercice</translation>
    </message>
    <message>
        <source>Proposed by %1</source>
        <extracomment>Who made the proposal</extracomment>
        <translation>Proposé par %1</translation>
    </message>
    <message>
        <source>Facts: %1</source>
        <extracomment>At what time the facts of the proposal are true, %1 is « 4 min ago »</extracomment>
        <translation>Faits&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>Means</name>
    <message>
        <source>Telephone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>De vive voix</translation>
    </message>
    <message>
        <source>In writing</source>
        <translation>Par écrit</translation>
    </message>
    <message>
        <source>Not concerned</source>
        <extracomment>Said of an agreement that is only needed in a case which is not this one (no casualties).</extracomment>
        <translation>Sans objet</translation>
    </message>
</context>
<context>
    <name>MeansWords</name>
    <message>
        <source>Telephone</source>
        <extracomment>How somebody was asked</extracomment>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Radio</source>
        <extracomment>How somebody was asked</extracomment>
        <translation>Radio</translation>
    </message>
    <message>
        <source>In person</source>
        <extracomment>How somebody was asked</extracomment>
        <translation>De vive voix</translation>
    </message>
    <message>
        <source>In writing</source>
        <extracomment>How somebody was asked</extracomment>
        <translation>Par écrit</translation>
    </message>
    <message>
        <source>Not concerned</source>
        <extracomment>Said of an agreement that is only needed in a case which is not this one</extracomment>
        <translation>Sans objet</translation>
    </message>
</context>
<context>
    <name>MomentField</name>
    <message>
        <source>The day before</source>
        <extracomment>Goes one day back in a date</extracomment>
        <translation>La veille</translation>
    </message>
    <message>
        <source>No date</source>
        <extracomment>Shown in a date field that is empty</extracomment>
        <translation>Pas de date</translation>
    </message>
    <message>
        <source>The day after</source>
        <extracomment>Goes one day forward in a date</extracomment>
        <translation>Le lendemain</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>Label of the time in a date and time field</extracomment>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Now</source>
        <extracomment>Puts the present moment into a date and time field</extracomment>
        <translation>Maintenant</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>HH:mm</source>
        <extracomment>Format of a time of day, in the syntax of Qt: 14:32</extracomment>
        <translation>H&apos;&#xa0;h&#xa0;&apos;mm</translation>
    </message>
    <message>
        <source>ddd dd/MM, HH:mm</source>
        <extracomment>Format of a date with its time, in the syntax of Qt: Sat 14/11, 14:32</extracomment>
        <translation>ddd dd/MM, H&apos;&#xa0;h&#xa0;&apos;mm</translation>
    </message>
    <message>
        <source>dddd d MMMM yyyy</source>
        <extracomment>Format of a date, in the syntax of Qt: Saturday 14 November 2026</extracomment>
        <translation>dddd d MMMM yyyy</translation>
    </message>
    <message>
        <source>just now (%1)</source>
        <extracomment>A moment less than a minute ago, %1 is the time of day</extracomment>
        <translation>à l’instant (%1)</translation>
    </message>
    <message>
        <source>%1 min ago (%2)</source>
        <extracomment>A moment %1 minutes ago, %2 is the time of day</extracomment>
        <translation>il y a %1&#xa0;min (%2)</translation>
    </message>
    <message>
        <source>%1 h ago (%2)</source>
        <extracomment>A moment %1 hours ago, %2 is the time of day</extracomment>
        <translation>il y a %1&#xa0;h (%2)</translation>
    </message>
</context>
<context>
    <name>Obstacle</name>
    <message>
        <source>No template is chosen. Choose one.</source>
        <translation>Aucun modèle n’est choisi. Choisissez-en un.</translation>
    </message>
    <message>
        <source>%1 is missing. Fill it in.</source>
        <translation>«&#xa0;%1&#xa0;» manque. Remplissez ce champ.</translation>
    </message>
    <message>
        <source>No channel is chosen. Choose at least one.</source>
        <translation>Aucun canal n’est choisi. Choisissez-en au moins un.</translation>
    </message>
    <message>
        <source>The text for %1 is %2 characters too long. Shorten a field.</source>
        <extracomment>%1 is a channel, %2 a number of characters.</extracomment>
        <translation>Le texte pour %1 dépasse de %2&#xa0;caractères. Raccourcissez un champ.</translation>
    </message>
    <message>
        <source>Agreement to record: %1</source>
        <translation>Accord à enregistrer&#xa0;: %1</translation>
    </message>
    <message>
        <source>To confirm: %1</source>
        <translation>À confirmer&#xa0;: %1</translation>
    </message>
    <message>
        <source>What happened is missing. Describe it in a few words.</source>
        <translation>Il manque ce qui s’est passé. Décrivez-le en quelques mots.</translation>
    </message>
    <message>
        <source>The municipality is missing. Choose one.</source>
        <translation>Commune manquante. Choisissez une commune.</translation>
    </message>
    <message>
        <source>The image rights questionnaire is not complete. Answer the questions that remain.</source>
        <translation>Le questionnaire des droits à l’image n’est pas complet. Répondez aux questions restantes.</translation>
    </message>
    <message>
        <source>%1. Remove this photo from the message.</source>
        <extracomment>%1 is the verdict of the image rights questionnaire.</extracomment>
        <translation>%1. Retirez cette photo du message.</translation>
    </message>
    <message>
        <source>The photo is not ready. Open it again.</source>
        <translation>La photo n’est pas prête. Ouvrez-la à nouveau.</translation>
    </message>
    <message>
        <source>The photo&apos;s author is missing. Write who took it.</source>
        <translation>L’auteur de la photo manque. Écrivez qui l’a prise.</translation>
    </message>
    <message>
        <source>The photo&apos;s licence is missing. Choose one.</source>
        <translation>La licence de la photo manque. Indiquez-la.</translation>
    </message>
    <message>
        <source>The photo has no alternative text. Describe what it shows, without names.</source>
        <translation>La photo n’a pas de texte alternatif. Décrivez ce qu’elle montre, sans nom.</translation>
    </message>
    <message>
        <source>A message carries at most 10 photos. Remove some.</source>
        <translation>Un message porte au plus 10&#xa0;photos. Retirez-en.</translation>
    </message>
    <message>
        <source>The authority asks for another blur: %1</source>
        <extracomment>%1 is what the authority wrote beside the place that it marked on the photo.</extracomment>
        <translation>L’autorité demande un autre floutage&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>OpenIncidentSheet</name>
    <message>
        <source>Now</source>
        <extracomment>The fact became known just now</extracomment>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <extracomment>The fact became known %1 minutes ago</extracomment>
        <translation>Il y a %1&#xa0;min</translation>
    </message>
    <message>
        <source>Open an incident</source>
        <extracomment>Title of the panel that declares a new incident</extracomment>
        <translation>Ouvrir un événement</translation>
    </message>
    <message>
        <source>What is happening, and where</source>
        <extracomment>Label of the title of a new incident</extracomment>
        <translation>Que se passe-t-il, et où</translation>
    </message>
    <message>
        <source>Flood in Châteauroux</source>
        <extracomment>Example of the title of an incident</extracomment>
        <translation>Inondation à Châteauroux</translation>
    </message>
    <message>
        <source>Fact known</source>
        <extracomment>Label of the choice of when the fact became known</extracomment>
        <translation>Fait connu</translation>
    </message>
    <message>
        <source>The first reliable report, not the opening of the application. The one-hour clock starts there.</source>
        <extracomment>Help of the choice of when the fact became known</extracomment>
        <translation>Le premier signalement fiable, pas l’ouverture de l’application. L’horloge d’une heure part de là.</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <extracomment>Confirms the opening of an incident</extracomment>
        <translation>Ouvrir l’événement</translation>
    </message>
</context>
<context>
    <name>OralList</name>
    <message>
        <source>Approved by voice</source>
        <extracomment>Heading of the approvals that an authority gave by telephone or radio</extracomment>
        <translation>Validation orale</translation>
    </message>
</context>
<context>
    <name>OralPage</name>
    <message>
        <source>Approved by voice</source>
        <extracomment>Title of the screen that records an approval given by telephone</extracomment>
        <translation>Validation orale</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <extracomment>Heading of the text that is read aloud to the authority</extracomment>
        <translation>À lire à voix haute</translation>
    </message>
    <message>
        <source>Who approved</source>
        <extracomment>Heading of the choice of who approved by voice</extracomment>
        <translation>Qui a validé</translation>
    </message>
    <message>
        <source>Time of the approval</source>
        <extracomment>Label of the time at which an approval was given by voice</extracomment>
        <translation>Heure de la validation</translation>
    </message>
    <message>
        <source>Now, if you leave it empty.</source>
        <extracomment>Help of a time that may be left empty</extracomment>
        <translation>Maintenant, si vous laissez vide.</translation>
    </message>
    <message>
        <source>What was read back</source>
        <extracomment>Label of what the authority repeated or what was read to it</extracomment>
        <translation>Ce qui a été relu</translation>
    </message>
    <message>
        <source>Record the approval</source>
        <extracomment>Records an approval given by voice</extracomment>
        <translation>Enregistrer la validation orale</translation>
    </message>
    <message>
        <source>Recorded, not published: the authority confirms by signature within 24 hours, and only then is the message published. Without a network, the record leaves with the message.</source>
        <extracomment>What an approval by voice does and does not do</extracomment>
        <translation>Enregistrée, pas publiée&#xa0;: l’autorité confirme par signature dans les 24 heures, et le message n’est publié qu’alors. Sans réseau, la mention part avec le message.</translation>
    </message>
</context>
<context>
    <name>OutboxDetail</name>
    <message>
        <source>Choose a submission</source>
        <extracomment>Shown beside the list while no submission is chosen</extracomment>
        <translation>Choisissez un envoi</translation>
    </message>
    <message numerus="yes">
        <source>Not sent for %n min</source>
        <extracomment>Alarm when a submission has waited long, %n minutes</extracomment>
        <translation>
            <numerusform>Non envoyé depuis %n&#xa0;min</numerusform>
            <numerusform>Non envoyé depuis %n&#xa0;min</numerusform>
        </translation>
    </message>
    <message>
        <source>Texts submitted</source>
        <extracomment>Unfolds the texts of a submission</extracomment>
        <translation>Textes soumis</translation>
    </message>
    <message>
        <source>Cancel this submission</source>
        <extracomment>Takes back a submission that has not been authorised yet</extracomment>
        <translation>Annuler cet envoi</translation>
    </message>
    <message>
        <source>Cancel this submission?</source>
        <extracomment>Title of the panel that confirms cancelling a submission</extracomment>
        <translation>Annuler cet envoi&#xa0;?</translation>
    </message>
    <message>
        <source>Cancel the submission</source>
        <extracomment>Button that cancels a submission</extracomment>
        <translation>Annuler l’envoi</translation>
    </message>
    <message>
        <source>Try now</source>
        <extracomment>Sends what waits without waiting for the next try</extracomment>
        <translation>Essayer maintenant</translation>
    </message>
    <message>
        <source>Correct and submit again</source>
        <extracomment>Opens a new revision of a submission</extracomment>
        <translation>Corriger et soumettre à nouveau</translation>
    </message>
    <message>
        <source>It will be neither sent nor decided.</source>
        <extracomment>What cancelling a submission does</extracomment>
        <translation>Il ne sera ni transmis ni validé.</translation>
    </message>
    <message>
        <source>Send now all the same</source>
        <extracomment>Sends one submission although the rules of sending hold it back on this network</extracomment>
        <translation>Envoyer tout de suite malgré tout</translation>
    </message>
    <message>
        <source>Link, correction, withdrawal</source>
        <extracomment>Leads from a submission that is published to the screen where it is corrected or withdrawn</extracomment>
        <translation>Lien, correction, retrait</translation>
    </message>
    <message>
        <source>Change and submit again</source>
        <extracomment>Opens a new revision of a submission that nobody asked to correct</extracomment>
        <translation>Modifier et soumettre à nouveau</translation>
    </message>
    <message>
        <source>Approved by voice</source>
        <extracomment>Records that the authority approved by telephone or radio</extracomment>
        <translation>Validation orale</translation>
    </message>
    <message>
        <source>Take this record back</source>
        <extracomment>Takes back an approval by voice that the server does not have yet</extracomment>
        <translation>Reprendre cette mention</translation>
    </message>
    <message>
        <source>Report what came after</source>
        <extracomment>Begins a new field report on the same place as the one shown</extracomment>
        <translation>Signaler la suite</translation>
    </message>
</context>
<context>
    <name>OutboxList</name>
    <message>
        <source>Nothing has been submitted from this phone</source>
        <extracomment>Shown when nothing has been submitted from this phone</extracomment>
        <translation>Rien n’a encore été soumis depuis ce téléphone</translation>
    </message>
    <message>
        <source>Take a photo or write a message from the home screen: it goes through here.</source>
        <extracomment>What to do when nothing has been submitted</extracomment>
        <translation>Prenez une photo ou écrivez un message depuis l’accueil&#xa0;: tout passe par ici.</translation>
    </message>
    <message>
        <source>Search the outbox</source>
        <extracomment>Label of the search over what was submitted</extracomment>
        <translation>Rechercher dans les envois</translation>
    </message>
    <message>
        <source>No submission holds these words</source>
        <extracomment>Shown when no submission holds the words searched for</extracomment>
        <translation>Aucun envoi ne contient ces mots</translation>
    </message>
    <message>
        <source>Search the beginning of a word: a commune, a road, a word of the message.</source>
        <extracomment>What to do when no submission holds the words searched for</extracomment>
        <translation>Cherchez le début d’un mot&#xa0;: une commune, une route, un mot du message.</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Outbox</source>
        <extracomment>Title of the screen of submissions</extracomment>
        <translation>Boîte d’envoi</translation>
    </message>
</context>
<context>
    <name>OutboxRow</name>
    <message>
        <source>Exercise</source>
        <extracomment>Mark on a submission made in exercise mode</extracomment>
        <translation>Exercice</translation>
    </message>
</context>
<context>
    <name>OwnReportList</name>
    <message>
        <source>No field report sent from this phone</source>
        <extracomment>Shown when no field report was sent from this phone</extracomment>
        <translation>Aucune remontée envoyée depuis ce téléphone</translation>
    </message>
    <message>
        <source>Each report stays here with the time at which the duty read it, also without a network.</source>
        <extracomment>What becomes of a field report once it is sent</extracomment>
        <translation>Chaque remontée reste ici avec l’heure à laquelle la permanence l’a lue, même sans réseau.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <extracomment>Number of photos of a report</extracomment>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Exercise</source>
        <extracomment>Mark on a report made in exercise mode</extracomment>
        <translation>Exercice</translation>
    </message>
</context>
<context>
    <name>OwnReportsPage</name>
    <message>
        <source>My field reports</source>
        <extracomment>Title of the screen of the field reports that the person sent</extracomment>
        <translation>Mes remontées de terrain</translation>
    </message>
</context>
<context>
    <name>PartnerPicker</name>
    <message>
        <source>Partners tagged on the picture</source>
        <extracomment>Label of the field for partner accounts tagged on a photo</extracomment>
        <translation>Partenaires identifiés sur l’image</translation>
    </message>
    <message>
        <source>Ten accounts at most, %1 so far. Example: @SDIS36</source>
        <extracomment>Help of the partner accounts, %1 of ten are used</extracomment>
        <translation>Dix comptes au plus, %1 pour l’instant. Exemple&#xa0;: @SDIS36</translation>
    </message>
    <message>
        <source>Ten accounts: no more can be added.</source>
        <extracomment>Help of the partner accounts when ten are used</extracomment>
        <translation>Dix comptes&#xa0;: il n’est pas possible d’en ajouter.</translation>
    </message>
    <message>
        <source>Add the account</source>
        <extracomment>Adds the account that was typed</extracomment>
        <translation>Ajouter le compte</translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message>
        <source>Photo</source>
        <extracomment>Title of the screen of one photo</extracomment>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Image rights</source>
        <extracomment>Row that opens the questions on image rights</extracomment>
        <translation>Droits à l’image</translation>
    </message>
    <message>
        <source>Blurring</source>
        <extracomment>Row that opens the blurring of the photo</extracomment>
        <translation>Floutage</translation>
    </message>
    <message>
        <source>Author</source>
        <extracomment>Label of the field for the author of a photo</extracomment>
        <translation>Auteur</translation>
    </message>
    <message>
        <source>Licence or agreement</source>
        <extracomment>Label of the field for the licence of a photo</extracomment>
        <translation>Licence ou accord</translation>
    </message>
    <message>
        <source>Turn</source>
        <extracomment>Turns the photo by a quarter turn clockwise</extracomment>
        <translation>Pivoter</translation>
    </message>
    <message>
        <source>Remove this photo</source>
        <extracomment>Takes the photo out of the draft</extracomment>
        <translation>Retirer cette photo</translation>
    </message>
    <message>
        <source>Remove this photo?</source>
        <extracomment>Title of the panel that confirms the removal of a photo</extracomment>
        <translation>Retirer cette photo&#xa0;?</translation>
    </message>
    <message>
        <source>The photo leaves this draft and is deleted from the phone.</source>
        <extracomment>What removing a photo does</extracomment>
        <translation>La photo quitte ce brouillon et est supprimée du téléphone.</translation>
    </message>
    <message>
        <source>Remove the photo</source>
        <extracomment>Button that removes a photo</extracomment>
        <translation>Retirer la photo</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>Closes the screen of one photo; everything is already saved</extracomment>
        <translation>Terminé</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) still found in the photo to publish. Open the blurring.</source>
        <extracomment>Warning on a photo whose published version still seems to show faces</extracomment>
        <translation>
            <numerusform>%n visage encore trouvé dans la photo à publier. Ouvrez le floutage.</numerusform>
            <numerusform>%n visages encore trouvés dans la photo à publier. Ouvrez le floutage.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move earlier</source>
        <extracomment>Moves the photo before the one that comes before it in the message</extracomment>
        <translation>Placer avant</translation>
    </message>
</context>
<context>
    <name>PhotoStrip</name>
    <message>
        <source>Add another photo</source>
        <extracomment>Adds a photo to a draft that already has one</extracomment>
        <translation>Ajouter une autre photo</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <extracomment>Adds the first photo to a draft</extracomment>
        <translation>Ajouter une photo</translation>
    </message>
</context>
<context>
    <name>PhotoTile</name>
    <message>
        <source>Photo %1, %2. %3</source>
        <extracomment>Name of a photo tile: its number, the state of its rights and what it shows</extracomment>
        <translation>Photo %1, %2. %3</translation>
    </message>
</context>
<context>
    <name>PictureChooser</name>
    <message>
        <source>Choose a picture</source>
        <extracomment>Title of the dialog that chooses a picture file</extracomment>
        <translation>Choisir une image</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.heic *.heif)</source>
        <extracomment>Kind of files offered in the dialog; keep the part in brackets</extracomment>
        <translation>Images (*.jpg *.jpeg *.png *.heic *.heif)</translation>
    </message>
</context>
<context>
    <name>PinEntry</name>
    <message>
        <source>PIN</source>
        <extracomment>Label of the field for the personal code of the application</extracomment>
        <translation>Code PIN</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <extracomment>Label of the field for the long secret of a phone without a keystore</extracomment>
        <translation>Phrase secrète</translation>
    </message>
</context>
<context>
    <name>PinKey</name>
    <message>
        <source>Delete the last digit</source>
        <extracomment>Key of the keypad that removes the last digit</extracomment>
        <translation>Effacer le dernier chiffre</translation>
    </message>
</context>
<context>
    <name>Ports</name>
    <message>
        <source>Simulated camera</source>
        <translation>Appareil photo simulé</translation>
    </message>
    <message>
        <source>Simulated position</source>
        <translation>Position simulée</translation>
    </message>
    <message>
        <source>Simulated key store</source>
        <translation>Trousseau de clés simulé</translation>
    </message>
    <message>
        <source>Simulated kind of network</source>
        <translation>Type de réseau simulé</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message numerus="yes">
        <source>%n point(s) to complete</source>
        <extracomment>Heading of what still prevents submitting, %n is the number of points</extracomment>
        <translation>
            <numerusform>%n&#xa0;point à compléter</numerusform>
            <numerusform>%n&#xa0;points à compléter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProofPage</name>
    <message>
        <source>Proofreading</source>
        <extracomment>Title of the proofreading screen</extracomment>
        <translation>Relecture</translation>
    </message>
    <message>
        <source>This message corrects one that is already published.</source>
        <extracomment>Shown when the message corrects one that is published</extracomment>
        <translation>Ce message corrige un message déjà publié.</translation>
    </message>
    <message>
        <source>Incident: %1</source>
        <extracomment>The incident the message belongs to</extracomment>
        <translation>Événement&#xa0;: %1</translation>
    </message>
    <message>
        <source>No incident</source>
        <extracomment>Shown when the message belongs to no open incident</extracomment>
        <translation>Aucun événement</translation>
    </message>
    <message>
        <source>Delete the draft</source>
        <extracomment>Gives up the draft
----------
Button that deletes a draft</extracomment>
        <translation>Supprimer le brouillon</translation>
    </message>
    <message>
        <source>Delete this draft?</source>
        <extracomment>Title of the panel that confirms giving up a draft</extracomment>
        <translation>Supprimer ce brouillon&#xa0;?</translation>
    </message>
    <message>
        <source>The text and the photos of this draft are erased from the phone. Nothing was sent.</source>
        <extracomment>What deleting a draft does</extracomment>
        <translation>Le texte et les photos de ce brouillon sont effacés du téléphone. Rien n’a été envoyé.</translation>
    </message>
    <message>
        <source>A field report is never published.</source>
        <extracomment>Above the button that submits a field report</extracomment>
        <translation>Une remontée terrain n’est jamais publiée.</translation>
    </message>
    <message>
        <source>Nothing is published until the authority has authorised it.</source>
        <extracomment>Above the button that submits a proposal</extracomment>
        <translation>Rien n’est publié tant que l’autorité n’a pas validé.</translation>
    </message>
    <message>
        <source>Facts: %1</source>
        <extracomment>At what time the facts of the message are true, %1 is « 4 min ago »</extracomment>
        <translation>Faits&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>PublishedPage</name>
    <message>
        <source>Published</source>
        <extracomment>Title of the screen of published messages</extracomment>
        <translation>Publié</translation>
    </message>
    <message>
        <source>Nothing is published yet</source>
        <extracomment>Shown when nothing has been published</extracomment>
        <translation>Rien n’est encore publié</translation>
    </message>
    <message>
        <source>A message appears here once the authority has authorised it and its page has been read back.</source>
        <extracomment>What leads to a publication</extracomment>
        <translation>Un message apparaît ici une fois validé par l’autorité et sa page relue.</translation>
    </message>
    <message>
        <source>Record that the agreement is taken back?</source>
        <extracomment>Title of the panel that records an agreement taken back</extracomment>
        <translation>Enregistrer le retrait de l’accord&#xa0;?</translation>
    </message>
    <message>
        <source>The withdrawal of every message published with the photo is proposed to the authority now. Messages that wait go on without the photo.</source>
        <extracomment>What recording an agreement taken back does</extracomment>
        <translation>Le retrait de chaque message publié avec la photo est proposé à l’autorité dès maintenant. Les messages en attente partent sans la photo.</translation>
    </message>
    <message>
        <source>Record it</source>
        <extracomment>Button that records an agreement taken back</extracomment>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>PublishedRow</name>
    <message>
        <source>Open the page</source>
        <extracomment>Opens the published page in the browser</extracomment>
        <translation>Ouvrir la page</translation>
    </message>
    <message>
        <source>Correct</source>
        <extracomment>Starts a correction of a published message</extracomment>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <extracomment>Starts the withdrawal of a published message</extracomment>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>An agreement is taken back</source>
        <extracomment>A person shown with a signed form on a published photo takes the agreement back</extracomment>
        <translation>Un accord est retiré</translation>
    </message>
</context>
<context>
    <name>QueuedItem</name>
    <message>
        <source>%1 since %2, %3 left</source>
        <extracomment>Under a submission that has not left: %1 its state, %2 since what time, %3 the size left to send</extracomment>
        <translation>%1 depuis %2, reste %3</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>What has not left</source>
        <extracomment>Title of the screen that shows what is still on the phone and why</extracomment>
        <translation>Ce qui n’est pas parti</translation>
    </message>
    <message>
        <source>Everything has left this phone</source>
        <extracomment>Shown when nothing waits in the outbox</extracomment>
        <translation>Tout est parti de ce téléphone</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <extracomment>Where the file for whoever helps was written</extracomment>
        <translation>Écrit dans %1</translation>
    </message>
    <message>
        <source>The file holds counts, sizes, times and error codes: no text, no name, no place, no photo.</source>
        <extracomment>What the file for whoever helps does not hold</extracomment>
        <translation>Le fichier contient des nombres, des tailles, des heures et des codes d’erreur&#xa0;: ni texte, ni nom, ni lieu, ni photo.</translation>
    </message>
    <message>
        <source>Write a support file</source>
        <extracomment>Writes a file for whoever helps</extracomment>
        <translation>Écrire un fichier d’assistance</translation>
    </message>
</context>
<context>
    <name>RedactionBox</name>
    <message>
        <source>Arrows move it, Shift and arrows resize it, Delete removes it.</source>
        <extracomment>How to work on a box with the keyboard</extracomment>
        <translation>Les flèches le déplacent, Maj et flèches le redimensionnent, Suppr le retire.</translation>
    </message>
</context>
<context>
    <name>RedactionCanvas</name>
    <message>
        <source>Photo to blur</source>
        <extracomment>Accessible name of the photo being blurred</extracomment>
        <translation>Photo à flouter</translation>
    </message>
    <message>
        <source>A drag moves the photo. Press to draw.</source>
        <extracomment>Name of the switch while a drag moves the photo</extracomment>
        <translation>Glisser déplace la photo. Appuyez pour dessiner.</translation>
    </message>
    <message>
        <source>A drag draws a box. Press to move the photo.</source>
        <extracomment>Name of the switch while a drag draws a box</extracomment>
        <translation>Glisser dessine un cadre. Appuyez pour déplacer la photo.</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <extracomment>Shows more of the photo</extracomment>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <extracomment>Shows the photo larger</extracomment>
        <translation>Agrandir</translation>
    </message>
</context>
<context>
    <name>RedactionPage</name>
    <message>
        <source>Blurring</source>
        <extracomment>Title of the blurring screen</extracomment>
        <translation>Floutage</translation>
    </message>
    <message>
        <source>The blurring is not applied</source>
        <extracomment>Title of the panel shown when leaving the blurring with boxes that are not burnt in</extracomment>
        <translation>Le floutage n’est pas appliqué</translation>
    </message>
    <message>
        <source>The boxes are kept, but the photo is not blurred yet. Apply the blurring now?</source>
        <extracomment>What to know before leaving the blurring</extracomment>
        <translation>Les cadres sont conservés, mais la photo n’est pas encore floutée. Appliquer le floutage maintenant&#xa0;?</translation>
    </message>
    <message>
        <source>Apply the blurring</source>
        <extracomment>Burns the boxes into the photo that will be published
----------
Button that burns the boxes into the photo</extracomment>
        <translation>Appliquer le floutage</translation>
    </message>
    <message>
        <source>Leave without applying</source>
        <extracomment>Leaves the blurring without applying it</extracomment>
        <translation>Quitter sans appliquer</translation>
    </message>
    <message>
        <source>Applying…</source>
        <extracomment>Label of the button while the boxes are being burnt in</extracomment>
        <translation>Application…</translation>
    </message>
</context>
<context>
    <name>RedactionTools</name>
    <message>
        <source>Draw a box with the finger over each face, plate or name.</source>
        <extracomment>How to begin blurring</extracomment>
        <translation>Dessinez du doigt un cadre sur chaque visage, plaque ou nom.</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es). Choose one to change it.</source>
        <extracomment>Number of boxes drawn on the photo</extracomment>
        <translation>
            <numerusform>%n&#xa0;cadre. Touchez-le pour le modifier.</numerusform>
            <numerusform>%n&#xa0;cadres. Touchez-en un pour le modifier.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a box</source>
        <extracomment>Adds a box in the middle of the photo</extracomment>
        <translation>Ajouter un cadre</translation>
    </message>
    <message>
        <source>Remove the box</source>
        <extracomment>Removes the chosen box</extracomment>
        <translation>Retirer le cadre</translation>
    </message>
    <message>
        <source>Nothing under a box can be recovered from the published photo.</source>
        <extracomment>What applying the blurring does</extracomment>
        <translation>Rien de ce qui est sous un cadre ne peut être retrouvé dans la photo publiée.</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) still found in the photo to publish. Check before going on.</source>
        <extracomment>Warning after the blurring: the device still finds faces in the picture that would be published</extracomment>
        <translation>
            <numerusform>%n visage encore trouvé dans la photo à publier. Vérifiez avant de continuer.</numerusform>
            <numerusform>%n visages encore trouvés dans la photo à publier. Vérifiez avant de continuer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for faces and number plates…</source>
        <extracomment>While the device looks for faces and plates on the photo</extracomment>
        <translation>Recherche de visages et de plaques…</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) proposed. Remove those that are wrong, add what is missing.</source>
        <extracomment>Number of boxes that the device proposes; a person decides</extracomment>
        <translation>
            <numerusform>%n cadre proposé. Retirez-le s’il est faux, ajoutez ce qui manque.</numerusform>
            <numerusform>%n cadres proposés. Retirez les faux, ajoutez ce qui manque.</numerusform>
        </translation>
    </message>
    <message>
        <source>Search again</source>
        <extracomment>Has the device look for faces and number plates again</extracomment>
        <translation>Chercher à nouveau</translation>
    </message>
    <message>
        <source>How to hide it</source>
        <extracomment>How the chosen box hides what is under it</extracomment>
        <translation>Comment le cacher</translation>
    </message>
    <message>
        <source>Cover</source>
        <extracomment>A box that covers with one colour</extracomment>
        <translation>Aplat</translation>
    </message>
    <message>
        <source>Mosaic</source>
        <extracomment>A box that covers with large squares</extracomment>
        <translation>Mosaïque</translation>
    </message>
    <message>
        <source>Crop</source>
        <extracomment>Opens the cropping of the photo</extracomment>
        <translation>Recadrer</translation>
    </message>
</context>
<context>
    <name>RemovableChip</name>
    <message>
        <source>Remove %1</source>
        <extracomment>Name of a button that takes %1 out of a selection</extracomment>
        <translation>Retirer %1</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>No field report</source>
        <extracomment>Shown when no report came from the field</extracomment>
        <translation>Aucune remontée de terrain</translation>
    </message>
    <message>
        <source>What gendarmerie, police, fire service and officers report appears here. It is never published.</source>
        <extracomment>Who sends field reports</extracomment>
        <translation>Ce que signalent gendarmerie, police, sapeurs-pompiers et cadres apparaît ici. Rien n’en est publié.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A municipality and the number of its reports</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <extracomment>Number of photos of a report</extracomment>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Exercise</source>
        <extracomment>Mark on a report made in exercise mode</extracomment>
        <translation>Exercice</translation>
    </message>
</context>
<context>
    <name>ReportMap</name>
    <message>
        <source>Drawing of the municipalities that reports come from; north is above</source>
        <extracomment>What the drawing of the reports&apos; positions is</extracomment>
        <translation>Schéma des communes d’où viennent les remontées&#xa0;; le nord est en haut</translation>
    </message>
    <message>
        <source>N ↑</source>
        <extracomment>North, above a drawing of positions</extracomment>
        <translation>N ↑</translation>
    </message>
</context>
<context>
    <name>ReportMark</name>
    <message numerus="yes">
        <source>%1, %n report(s)</source>
        <extracomment>A municipality and the number of its reports</extracomment>
        <translation>
            <numerusform>%1, %n remontée</numerusform>
            <numerusform>%1, %n remontées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportReading</name>
    <message>
        <source>Choose a report</source>
        <extracomment>Shown beside the list while no report is open</extracomment>
        <translation>Choisissez une remontée</translation>
    </message>
    <message>
        <source>Never published. To inform the public, write a message.</source>
        <extracomment>Above a field report</extracomment>
        <translation>Jamais publiée. Pour informer le public, rédigez un message.</translation>
    </message>
    <message>
        <source>Photo %1 of the report</source>
        <extracomment>Description of a photo of a field report, for who cannot see it</extracomment>
        <translation>Photo %1 de la remontée</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Field reports</source>
        <extracomment>Title of the screen of field reports</extracomment>
        <translation>Remontées de terrain</translation>
    </message>
</context>
<context>
    <name>RequirementList</name>
    <message>
        <source>What remains to do</source>
        <extracomment>Heading of what remains to do for a photo</extracomment>
        <translation>Ce qu’il reste à faire</translation>
    </message>
</context>
<context>
    <name>RequirementRow</name>
    <message>
        <source>Done by the application when sending</source>
        <extracomment>Said of a requirement that the application fulfils itself</extracomment>
        <translation>Fait par l’application à l’envoi</translation>
    </message>
    <message>
        <source>Ends with the delay</source>
        <extracomment>Said of a requirement that ends with time</extracomment>
        <translation>Prend fin avec le délai</translation>
    </message>
    <message>
        <source>Blur</source>
        <extracomment>Opens the blurring of the photo</extracomment>
        <translation>Flouter</translation>
    </message>
    <message>
        <source>Who agreed, when, by which means</source>
        <extracomment>Label of the field that records an agreement</extracomment>
        <translation>Qui a donné son accord, quand, par quel moyen</translation>
    </message>
    <message>
        <source>Duty prosecutor, 14:32, telephone</source>
        <extracomment>Example of a recorded agreement</extracomment>
        <translation>Parquet de permanence, 14&#xa0;h&#xa0;32, téléphone</translation>
    </message>
    <message>
        <source>Record the agreement</source>
        <extracomment>Records an agreement</extracomment>
        <translation>Enregistrer l’accord</translation>
    </message>
    <message>
        <source>Have the form signed</source>
        <extracomment>Opens the consent form that the person signs on the screen</extracomment>
        <translation>Faire signer le formulaire</translation>
    </message>
</context>
<context>
    <name>ReviewAgreements</name>
    <message>
        <source>Agreements</source>
        <extracomment>Heading of the agreements of others that a message needs</extracomment>
        <translation>Accords</translation>
    </message>
</context>
<context>
    <name>ReviewMarkSheet</name>
    <message>
        <source>Ask for another blur</source>
        <extracomment>Title of the panel where an authority marks what must be blurred</extracomment>
        <translation>Demander un autre floutage</translation>
    </message>
    <message>
        <source>Draw a box over what must be blurred. The author gets it on the photo, with your words.</source>
        <extracomment>How to mark a place on a photo</extracomment>
        <translation>Tracez un cadre sur ce qu’il faut flouter. L’auteur le reçoit sur la photo, avec vos mots.</translation>
    </message>
    <message>
        <source>Place to blur</source>
        <extracomment>Accessible name of the box that an authority moves over what must be blurred</extracomment>
        <translation>Endroit à flouter</translation>
    </message>
    <message>
        <source>What must be blurred</source>
        <extracomment>What must be blurred there, in a few words</extracomment>
        <translation>Ce qu’il faut flouter</translation>
    </message>
    <message>
        <source>Mark this place</source>
        <extracomment>Keeps the marked place; it leaves with the return</extracomment>
        <translation>Marquer cet endroit</translation>
    </message>
</context>
<context>
    <name>ReviewMarks</name>
    <message>
        <source>Remove the mark: %1</source>
        <extracomment>Takes back a place marked to be blurred; %1 what was written beside it</extracomment>
        <translation>Retirer la marque&#xa0;: %1</translation>
    </message>
    <message>
        <source>Ask for another blur</source>
        <extracomment>Opens the panel where an authority marks what must still be blurred on a photo</extracomment>
        <translation>Demander un autre floutage</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Authorisation</source>
        <extracomment>Title of the screen of the duty authority</extracomment>
        <translation>Validation</translation>
    </message>
</context>
<context>
    <name>ReviewPhoto</name>
    <message>
        <source>Alternative text: %1</source>
        <extracomment>The alternative text of a photo</extracomment>
        <translation>Texte alternatif&#xa0;: %1</translation>
    </message>
    <message>
        <source>Partners tagged: %1</source>
        <extracomment>Partner accounts tagged on the photo</extracomment>
        <translation>Partenaires identifiés&#xa0;: %1</translation>
    </message>
    <message>
        <source>Answers on image rights</source>
        <extracomment>Unfolds the answers given on the image rights of a photo</extracomment>
        <translation>Réponses sur le droit à l’image</translation>
    </message>
</context>
<context>
    <name>ReviewPicture</name>
    <message>
        <source>%1 (for %2)</source>
        <extracomment>Spoken for a picture under review; %1 its alternative text, %2 the channels that it goes to</extracomment>
        <translation>%1 (pour %2)</translation>
    </message>
    <message>
        <source>Goes to: %1</source>
        <extracomment>Under a picture under review; %1 are the channels where this very file would be published</extracomment>
        <translation>Destination&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>ReviewQueueList</name>
    <message>
        <source>Refresh</source>
        <extracomment>Asks the server again for the proposals</extracomment>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>Nothing awaits your decision</source>
        <extracomment>Shown when no proposal awaits a decision</extracomment>
        <translation>Rien n’attend votre validation</translation>
    </message>
    <message>
        <source>The phone tells you when a proposal arrives.</source>
        <extracomment>What happens when a proposal arrives</extracomment>
        <translation>Le téléphone vous prévient quand une proposition arrive.</translation>
    </message>
</context>
<context>
    <name>ReviewQueueRow</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <extracomment>Number of photos of a proposal</extracomment>
        <translation>
            <numerusform>%n&#xa0;photo</numerusform>
            <numerusform>%n&#xa0;photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Exercise</source>
        <extracomment>Mark on a proposal made in exercise mode</extracomment>
        <translation>Exercice</translation>
    </message>
</context>
<context>
    <name>ReviewReading</name>
    <message>
        <source>Choose a proposal</source>
        <extracomment>Shown beside the queue while no proposal is open</extracomment>
        <translation>Choisissez une proposition</translation>
    </message>
    <message>
        <source>Loading the proposal and its photos…</source>
        <extracomment>Shown while the proposal and its photos come from the server</extracomment>
        <translation>Chargement de la proposition et de ses photos…</translation>
    </message>
    <message>
        <source>Revision %1, fingerprint %2</source>
        <extracomment>The revision and the first characters of the fingerprint of what is read</extracomment>
        <translation>Révision %1, empreinte %2</translation>
    </message>
    <message>
        <source>Decision sent</source>
        <extracomment>Title of the panel that says what was decided</extracomment>
        <translation>Décision envoyée</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <extracomment>Returns to the queue after a decision</extracomment>
        <translation>Retour à la liste</translation>
    </message>
    <message>
        <source>Authorise</source>
        <extracomment>Opens the confirmation of an authorisation</extracomment>
        <translation>Valider</translation>
    </message>
    <message>
        <source>Ask for a correction</source>
        <extracomment>Opens the return of a proposal to its author</extracomment>
        <translation>Demander une correction</translation>
    </message>
    <message>
        <source>Refuse</source>
        <extracomment>Opens the refusal of a proposal</extracomment>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>You wrote this message: deciding alone asks for a written reason.</source>
        <extracomment>The authority on duty wrote the message itself and would decide alone (« décision unique »)</extracomment>
        <translation>Vous avez rédigé ce message&#xa0;: la décision unique demande un motif écrit.</translation>
    </message>
</context>
<context>
    <name>ReviewText</name>
    <message>
        <source>%1, in English</source>
        <extracomment>Title of the English text of a channel, %1 is the channel</extracomment>
        <translation>%1, en anglais</translation>
    </message>
</context>
<context>
    <name>RightsPage</name>
    <message>
        <source>Image rights – %1 of 5</source>
        <extracomment>Title of the questions on image rights, %1 of five pages</extracomment>
        <translation>Droits à l’image – %1 sur 5</translation>
    </message>
    <message>
        <source>“None of this” answers the questions that remain, in your name.</source>
        <extracomment>Above the button « None of this »</extracomment>
        <translation>«&#xa0;Rien de tout cela&#xa0;» répond en votre nom aux questions restantes.</translation>
    </message>
    <message>
        <source>None of this</source>
        <extracomment>Answers the remaining questions of a page with the harmless answer</extracomment>
        <translation>Rien de tout cela</translation>
    </message>
    <message>
        <source>Continue</source>
        <extracomment>Goes to the next page of questions</extracomment>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>RightsQuestion</name>
    <message>
        <source>Not answered</source>
        <extracomment>State of a question that has no answer yet</extracomment>
        <translation>Sans réponse</translation>
    </message>
</context>
<context>
    <name>RightsResultPage</name>
    <message>
        <source>Result</source>
        <extracomment>Title of the outcome of the questions on image rights</extracomment>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Why?</source>
        <extracomment>Heading that unfolds the legal references of the outcome</extracomment>
        <translation>Pourquoi&#xa0;?</translation>
    </message>
    <message>
        <source>This photo must be deleted. Delete now</source>
        <extracomment>Deletes a photo that may not be kept</extracomment>
        <translation>Cette photo doit être supprimée. Supprimer maintenant</translation>
    </message>
    <message>
        <source>Go through the answers again</source>
        <extracomment>Returns to the questions on image rights</extracomment>
        <translation>Revoir les réponses</translation>
    </message>
    <message>
        <source>Delete this photo?</source>
        <extracomment>Title of the panel that confirms the deletion of a photo</extracomment>
        <translation>Supprimer cette photo&#xa0;?</translation>
    </message>
    <message>
        <source>The photo is erased from the phone for good. It has not been sent.</source>
        <extracomment>What deleting a photo does</extracomment>
        <translation>La photo est effacée définitivement du téléphone. Elle n’a pas été envoyée.</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <extracomment>Button that deletes a photo for good</extracomment>
        <translation>Supprimer définitivement</translation>
    </message>
    <message>
        <source>Continue</source>
        <extracomment>Goes on to the message after the rights of a photo</extracomment>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>This photo will not be published. It must be kept for the judicial authority.</source>
        <extracomment>Shown for a photo that must be locked for the prosecutor</extracomment>
        <translation>Cette photo ne sera pas publiée. Elle doit être conservée pour l’autorité judiciaire.</translation>
    </message>
    <message>
        <source>Lock it for the judicial authority</source>
        <extracomment>Locks a photo for the judicial authority</extracomment>
        <translation>Réserver à l’autorité judiciaire</translation>
    </message>
    <message>
        <source>Lock this photo?</source>
        <extracomment>Title of the panel that confirms the locking of a photo</extracomment>
        <translation>Mettre cette photo sous clé&#xa0;?</translation>
    </message>
    <message>
        <source>The photo is kept on the phone for the judicial authority. It leaves the message, is no longer visible here, and cannot be deleted.</source>
        <extracomment>What locking a photo does</extracomment>
        <translation>La photo est conservée sur le téléphone pour l’autorité judiciaire. Elle quitte le message, n’est plus visible ici et ne peut plus être supprimée.</translation>
    </message>
    <message>
        <source>Lock the photo</source>
        <extracomment>Button that locks a photo for good</extracomment>
        <translation>Mettre sous clé</translation>
    </message>
    <message>
        <source>Agreement refused or taken back: withdraw every message that was published with this photo.</source>
        <extracomment>Shown when a person on the photo refused or took the agreement back</extracomment>
        <translation>Accord refusé ou retiré&#xa0;: retirez chaque message publié avec cette photo.</translation>
    </message>
    <message>
        <source>Published messages</source>
        <extracomment>Row that opens the published messages, to withdraw one</extracomment>
        <translation>Messages publiés</translation>
    </message>
    <message>
        <source>An agreement is taken back</source>
        <extracomment>A person on the photo no longer agrees; the boxes hide again</extracomment>
        <translation>Un accord est retiré</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Prefect</source>
        <translation>Préfet</translation>
    </message>
    <message>
        <source>Director of cabinet</source>
        <translation>Directeur de cabinet</translation>
    </message>
    <message>
        <source>Secretary-general</source>
        <translation>Secrétaire général</translation>
    </message>
    <message>
        <source>Duty authority</source>
        <translation>Autorité de permanence</translation>
    </message>
    <message>
        <source>On-call officer</source>
        <translation>Cadre d’astreinte</translation>
    </message>
    <message>
        <source>Communication officer</source>
        <translation>Chargé de communication</translation>
    </message>
    <message>
        <source>Head of communication</source>
        <translation>Responsable de la communication</translation>
    </message>
    <message>
        <source>Civil protection officer</source>
        <translation>Agent du SIDPC</translation>
    </message>
    <message>
        <source>Gendarmerie liaison</source>
        <translation>Liaison gendarmerie</translation>
    </message>
    <message>
        <source>Police liaison</source>
        <translation>Liaison police</translation>
    </message>
    <message>
        <source>Fire service liaison</source>
        <translation>Liaison SDIS</translation>
    </message>
    <message>
        <source>Data protection officer</source>
        <translation>Délégué à la protection des données</translation>
    </message>
</context>
<context>
    <name>RosterWarnings</name>
    <message>
        <source>To mend in the roster within 72 hours</source>
        <extracomment>Heading of what is wrong with the duty roster in the next three days</extracomment>
        <translation>À corriger au tableau sous 72 heures</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <extracomment>From when until when something is wrong with the roster</extracomment>
        <translation>De %1 à %2</translation>
    </message>
</context>
<context>
    <name>ScanFrame</name>
    <message>
        <source>Camera, looking for the code</source>
        <extracomment>Accessible name of the camera&apos;s picture while scanning the code</extracomment>
        <translation>Appareil photo, à la recherche du code</translation>
    </message>
</context>
<context>
    <name>SearchEntry</name>
    <message>
        <source>Clear the search</source>
        <extracomment>Empties the search field</extracomment>
        <translation>Effacer la recherche</translation>
    </message>
</context>
<context>
    <name>SendingCard</name>
    <message>
        <source>Sending</source>
        <extracomment>Heading of the rules of sending in the settings</extracomment>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>What leaves over which network</source>
        <extracomment>Setting: over which network messages leave</extracomment>
        <translation>Ce qui part par quel réseau</translation>
    </message>
    <message>
        <source>Everything at once, on any network</source>
        <extracomment>Rule of sending: any network</extracomment>
        <translation>Tout, tout de suite, par tout réseau</translation>
    </message>
    <message>
        <source>Text at once, messages with photos on Wi-Fi</source>
        <extracomment>Rule of sending: messages without photos on any network, those with photos on Wi-Fi</extracomment>
        <translation>Textes tout de suite, messages avec photos en Wi-Fi</translation>
    </message>
    <message>
        <source>Everything on Wi-Fi only</source>
        <extracomment>Rule of sending: Wi-Fi only</extracomment>
        <translation>Tout en Wi-Fi seulement</translation>
    </message>
    <message>
        <source>Photos also while roaming</source>
        <extracomment>Setting: photos are also sent while roaming</extracomment>
        <translation>Photos aussi en itinérance</translation>
    </message>
    <message>
        <source>A message that waits can be sent at once all the same, from the outbox.</source>
        <extracomment>What to do when a rule of sending holds a message back</extracomment>
        <translation>Un message en attente peut être envoyé tout de suite malgré cela, depuis la boîte d’envoi.</translation>
    </message>
    <message>
        <source>This device does not tell roaming apart: abroad, mobile data counts as at home. Near a border, choose Wi-Fi for the photos.</source>
        <extracomment>The system does not tell whether the phone is in another operator&apos;s network</extracomment>
        <translation>Cet appareil ne signale pas l’itinérance&#xa0;: à l’étranger, les données mobiles comptent comme en France. Près d’une frontière, choisissez le Wi-Fi pour les photos.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <extracomment>Title of the settings screen</extracomment>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Lock now</source>
        <extracomment>Locks the application at once</extracomment>
        <translation>Verrouiller maintenant</translation>
    </message>
    <message>
        <source>Exercise mode</source>
        <extracomment>Heading of the exercise mode in the settings</extracomment>
        <translation>Mode exercice</translation>
    </message>
    <message>
        <source>On: no real sending is possible</source>
        <extracomment>State of the exercise mode</extracomment>
        <translation>Activé&#xa0;: aucun envoi réel possible</translation>
    </message>
    <message>
        <source>Off: what is authorised is really published</source>
        <extracomment>State of the exercise mode</extracomment>
        <translation>Désactivé&#xa0;: ce qui est validé est réellement publié</translation>
    </message>
    <message>
        <source>The prefecture’s server decides; it cannot be changed here.</source>
        <extracomment>Who decides on the exercise mode</extracomment>
        <translation>Le serveur de la préfecture en décide&#xa0;; cela ne se change pas ici.</translation>
    </message>
    <message>
        <source>Storage</source>
        <extracomment>Heading of the storage in the settings</extracomment>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>Leave the prefecture’s server</source>
        <extracomment>Takes this phone out of the prefecture&apos;s list</extracomment>
        <translation>Quitter le serveur de la préfecture</translation>
    </message>
    <message>
        <source>Leave the server?</source>
        <extracomment>Title of the panel that confirms leaving the server</extracomment>
        <translation>Quitter le serveur&#xa0;?</translation>
    </message>
    <message>
        <source>The keys, drafts and photos on this phone are erased. What the server received stays there.</source>
        <extracomment>What leaving the server does</extracomment>
        <translation>Les clés, brouillons et photos de ce téléphone sont effacés. Ce que le serveur a reçu y reste.</translation>
    </message>
    <message>
        <source>What is not sent yet is lost.</source>
        <extracomment>Warning about what is not sent yet when leaving the server</extracomment>
        <translation>Ce qui n’est pas encore envoyé est perdu.</translation>
    </message>
    <message>
        <source>Erase and leave</source>
        <extracomment>Button that leaves the server</extracomment>
        <translation>Effacer et quitter</translation>
    </message>
    <message>
        <source>What has not left</source>
        <extracomment>Row of the settings that leads to what is still on the phone</extracomment>
        <translation>Ce qui n’est pas parti</translation>
    </message>
    <message>
        <source>Why, since when, and a file for whoever helps</source>
        <extracomment>What the screen of the same name is for</extracomment>
        <translation>Pourquoi, depuis quand, et un fichier pour qui vous aide</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <extracomment>Closes a panel without doing anything</extracomment>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>No contact with the server for 72 hours: you can take photos, which are kept until contact returns.</source>
        <extracomment>Banner when the phone has had no contact with the server for 72 hours</extracomment>
        <translation>Aucun contact avec le serveur depuis 72&#xa0;heures&#xa0;: vous pouvez prendre des photos, conservées jusqu’au retour du contact.</translation>
    </message>
</context>
<context>
    <name>ShutterBar</name>
    <message>
        <source>Saving the photo…</source>
        <extracomment>Label of the shutter while the photo is being sealed on the phone</extracomment>
        <translation>Enregistrement de la photo…</translation>
    </message>
    <message>
        <source>Take the photo</source>
        <extracomment>Label of the shutter</extracomment>
        <translation>Prendre la photo</translation>
    </message>
    <message>
        <source>Import a picture</source>
        <extracomment>Takes a picture from a file instead of the camera</extracomment>
        <translation>Importer une image</translation>
    </message>
    <message>
        <source>Torch, on</source>
        <extracomment>State and name of the torch button when it is on</extracomment>
        <translation>Lampe, activée</translation>
    </message>
    <message>
        <source>Torch, off</source>
        <extracomment>State and name of the torch button when it is off</extracomment>
        <translation>Lampe, désactivée</translation>
    </message>
    <message numerus="yes">
        <source>Continue with %n photo(s)</source>
        <extracomment>Ends a series of photos; %n were taken</extracomment>
        <translation>
            <numerusform>Continuer avec %n photo</numerusform>
            <numerusform>Continuer avec %n photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Flash, on</source>
        <extracomment>State and name of the flash button when it is on</extracomment>
        <translation>Flash, activé</translation>
    </message>
    <message>
        <source>Flash, off</source>
        <extracomment>State and name of the flash button when it is off</extracomment>
        <translation>Flash, désactivé</translation>
    </message>
    <message>
        <source>Zoom ×%1</source>
        <extracomment>Name and state of the zoom button; %1 is the factor, such as 2</extracomment>
        <translation>Zoom ×%1</translation>
    </message>
    <message>
        <source>Several in a row</source>
        <extracomment>Switch: take several photos before answering the questions</extracomment>
        <translation>En série</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>Signature %1 of %2</source>
        <extracomment>Heading of one of several signatures: %1 its rank, %2 how many</extracomment>
        <translation>Signature %1 sur %2</translation>
    </message>
    <message>
        <source>Signature</source>
        <extracomment>Heading of the only signature</extracomment>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Name of the person who signs</source>
        <extracomment>Name of the person who signs now</extracomment>
        <translation>Nom de la personne qui signe</translation>
    </message>
    <message>
        <source>Frame to sign in with the finger</source>
        <extracomment>Accessible name of the frame to sign in</extracomment>
        <translation>Cadre où signer avec le doigt</translation>
    </message>
    <message>
        <source>How the person agreed</source>
        <extracomment>How somebody who cannot draw gave the agreement</extracomment>
        <translation>Comment la personne a donné son accord</translation>
    </message>
    <message>
        <source>Said yes aloud before me, cannot hold a pen</source>
        <extracomment>Example of an agreement given without drawing</extracomment>
        <translation>A dit oui devant moi, ne peut pas tenir un stylo</translation>
    </message>
    <message>
        <source>Accept this signature</source>
        <extracomment>Takes the signature as it is</extracomment>
        <translation>Accepter cette signature</translation>
    </message>
    <message>
        <source>Start again</source>
        <extracomment>Wipes the frame to sign in</extracomment>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>Sign with the finger</source>
        <extracomment>Goes back to signing with the finger</extracomment>
        <translation>Signer avec le doigt</translation>
    </message>
    <message>
        <source>The person cannot draw</source>
        <extracomment>Another way to agree, for somebody who cannot draw</extracomment>
        <translation>La personne ne peut pas dessiner</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading…</source>
        <extracomment>Shown while a list or a message is being loaded</extracomment>
        <translation>Chargement…</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Draft</source>
        <translation>Brouillon</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>En attente d’envoi</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Sur le serveur</translation>
    </message>
    <message>
        <source>Seen by the authority</source>
        <translation>Vu par l’autorité</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Validé</translation>
    </message>
    <message>
        <source>To correct</source>
        <translation>À corriger</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Replaced by a newer revision</source>
        <translation>Remplacé par une révision plus récente</translation>
    </message>
    <message>
        <source>Being published</source>
        <translation>Publication en cours</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publié</translation>
    </message>
    <message>
        <source>Uncertain: check by hand</source>
        <translation>Incertain&#xa0;: à vérifier à la main</translation>
    </message>
    <message>
        <source>Not published</source>
        <translation>Non publié</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corrigé</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Retiré</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Expiré</translation>
    </message>
    <message>
        <source>Not sent: to be corrected</source>
        <translation>Non envoyé&#xa0;: à corriger</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Envoi en cours…</translation>
    </message>
    <message>
        <source>On the phone</source>
        <translation>Sur le téléphone</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Vu</translation>
    </message>
</context>
<context>
    <name>StatusLadder</name>
    <message>
        <source>Progress of the submission</source>
        <extracomment>Name of the list of steps from the phone to the published page</extracomment>
        <translation>Avancement de l’envoi</translation>
    </message>
</context>
<context>
    <name>StatusRung</name>
    <message>
        <source>done</source>
        <extracomment>Said of a step of the status ladder that has been reached</extracomment>
        <translation>fait</translation>
    </message>
    <message>
        <source>under way</source>
        <extracomment>Said of the step of the status ladder that is under way</extracomment>
        <translation>en cours</translation>
    </message>
    <message>
        <source>to come</source>
        <extracomment>Said of a step of the status ladder that is still to come</extracomment>
        <translation>à venir</translation>
    </message>
    <message>
        <source>Open the page</source>
        <extracomment>Opens the published page in the browser</extracomment>
        <translation>Ouvrir la page</translation>
    </message>
</context>
<context>
    <name>Submission</name>
    <message>
        <source>Withdrawal</source>
        <translation>Retrait</translation>
    </message>
    <message>
        <source>Field report</source>
        <translation>Remontée terrain</translation>
    </message>
</context>
<context>
    <name>SubmittedText</name>
    <message>
        <source>%1, in English</source>
        <extracomment>Title of the English text of a channel, %1 is the channel</extracomment>
        <translation>%1, en anglais</translation>
    </message>
</context>
<context>
    <name>SwitchRow</name>
    <message>
        <source>On</source>
        <extracomment>State of a switch that is on</extracomment>
        <translation>Activé</translation>
    </message>
    <message>
        <source>Off</source>
        <extracomment>State of a switch that is off</extracomment>
        <translation>Désactivé</translation>
    </message>
</context>
<context>
    <name>TemplatesPage</name>
    <message>
        <source>Which message?</source>
        <extracomment>Title of the choice of a message template</extracomment>
        <translation>Quel message&#xa0;?</translation>
    </message>
    <message>
        <source>Search a template</source>
        <extracomment>Label of the search over the message templates</extracomment>
        <translation>Chercher un modèle</translation>
    </message>
    <message>
        <source>No template matches</source>
        <extracomment>Shown when no template matches the search</extracomment>
        <translation>Aucun modèle ne correspond</translation>
    </message>
    <message>
        <source>Search another word, or use the first message.</source>
        <extracomment>What to do when no template matches the search</extracomment>
        <translation>Cherchez un autre mot, ou prenez le premier message.</translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message>
        <source>just now (%1)</source>
        <extracomment>%1 is a time of day.</extracomment>
        <translation>à l’instant (%1)</translation>
    </message>
    <message>
        <source>%1:%2</source>
        <extracomment>A time of day: hours, then minutes. In French: « %1 h %2 » with no-break spaces.</extracomment>
        <translation>%1&#xa0;h&#xa0;%2</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago (%1)</source>
        <translation>
            <numerusform>il y a %n&#xa0;min (%1)</numerusform>
            <numerusform>il y a %n&#xa0;min (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago (%1)</source>
        <translation>
            <numerusform>il y a %n&#xa0;h (%1)</numerusform>
            <numerusform>il y a %n&#xa0;h (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago (%1)</source>
        <translation>
            <numerusform>il y a %n&#xa0;jour (%1)</numerusform>
            <numerusform>il y a %n&#xa0;jours (%1)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TitleBar</name>
    <message>
        <source>Back</source>
        <extracomment>Returns to the previous screen</extracomment>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Settings</source>
        <extracomment>Opens the settings</extracomment>
        <translation>Réglages</translation>
    </message>
</context>
<context>
    <name>Viewfinder</name>
    <message>
        <source>Camera picture</source>
        <extracomment>Accessible name of the camera&apos;s picture</extracomment>
        <translation>Image de l’appareil photo</translation>
    </message>
    <message>
        <source>Simulated camera</source>
        <extracomment>Label over the picture of a camera that is not real</extracomment>
        <translation>Appareil photo simulé</translation>
    </message>
</context>
<context>
    <name>WelcomeSheet</name>
    <message>
        <source>Before you start</source>
        <extracomment>Title of the panel shown once after the enrolment</extracomment>
        <translation>Avant de commencer</translation>
    </message>
    <message>
        <source>Camera: to take photos that stay sealed in Astreinte, never in the phone’s gallery.</source>
        <extracomment>Why the application asks for the camera</extracomment>
        <translation>Appareil photo&#xa0;: pour prendre des photos scellées dans Astreinte, jamais dans la galerie du téléphone.</translation>
    </message>
    <message>
        <source>Position: to name the municipality. The exact position never leaves with a photo.</source>
        <extracomment>Why the application asks for the position</extracomment>
        <translation>Position&#xa0;: pour nommer la commune. La position exacte ne part jamais avec une photo.</translation>
    </message>
    <message>
        <source>The way of a message</source>
        <extracomment>Heading of the way of a message in four steps</extracomment>
        <translation>Le chemin d’un message</translation>
    </message>
    <message>
        <source>Take the photo, answer the questions on image rights, blur what must be blurred.</source>
        <extracomment>First step of the way of a message</extracomment>
        <translation>Prenez la photo, répondez aux questions de droit à l’image, floutez ce qui doit l’être.</translation>
    </message>
    <message>
        <source>Choose a template and fill in the form: the texts fit every channel.</source>
        <extracomment>Second step of the way of a message</extracomment>
        <translation>Choisissez un modèle et remplissez le formulaire&#xa0;: les textes tiennent sur chaque canal.</translation>
    </message>
    <message>
        <source>Put it in the outbox: it leaves by itself when the network is there.</source>
        <extracomment>Third step of the way of a message</extracomment>
        <translation>Mettez en boîte d’envoi&#xa0;: le message part seul dès que le réseau est là.</translation>
    </message>
    <message>
        <source>The duty authority reads it and authorises it. Only then is it published.</source>
        <extracomment>Fourth step of the way of a message</extracomment>
        <translation>L’autorité de permanence lit et valide. Alors seulement, le message est publié.</translation>
    </message>
    <message>
        <source>Enter no classified or restricted information.</source>
        <extracomment>Reminder of the confidentiality floor at first use</extracomment>
        <translation>N’entrez aucune information classifiée ni «&#xa0;Diffusion restreinte&#xa0;».</translation>
    </message>
    <message>
        <source>Understood</source>
        <extracomment>Closes the panel shown once after the enrolment</extracomment>
        <translation>Compris</translation>
    </message>
</context>
<context>
    <name>WithdrawalSheet</name>
    <message>
        <source>Withdraw this message?</source>
        <extracomment>Title of the panel that withdraws a published message</extracomment>
        <translation>Retirer ce message&#xa0;?</translation>
    </message>
    <message>
        <source>“%1” on %2: the withdrawal is proposed to the authority, then the page says that the message was withdrawn.</source>
        <extracomment>What withdrawing does: %1 is the title of the message, %2 the channel</extracomment>
        <translation>«&#xa0;%1&#xa0;» sur %2&#xa0;: le retrait est proposé à l’autorité, puis la page indique que le message a été retiré.</translation>
    </message>
    <message>
        <source>Copies made by others cannot be taken back.</source>
        <extracomment>Reminder that copies made by others remain</extracomment>
        <translation>Les copies faites par d’autres ne peuvent pas être reprises.</translation>
    </message>
    <message>
        <source>Reason of the withdrawal</source>
        <extracomment>Label of the reason of a withdrawal</extracomment>
        <translation>Motif du retrait</translation>
    </message>
    <message>
        <source>Withdraw the message</source>
        <extracomment>Button that proposes the withdrawal of a published message</extracomment>
        <translation>Retirer le message</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>In progress</source>
        <extracomment>Said by a screen reader for a button whose action is running</extracomment>
        <translation>En cours</translation>
    </message>
    <message>
        <source>(optional)</source>
        <extracomment>After the label of a field that may stay empty</extracomment>
        <translation>(facultatif)</translation>
    </message>
</context>
<context>
    <name>WrittenField</name>
    <message>
        <source>%1, in English</source>
        <extracomment>Label of the English version of a field, %1 is the name of the field</extracomment>
        <translation>%1, en anglais</translation>
    </message>
</context>
<context>
    <name>astreinte::app::CaptureDesk</name>
    <message>
        <source>Position not known</source>
        <translation>Position inconnue</translation>
    </message>
    <message numerus="yes">
        <source>%n s ago</source>
        <comment>age of a position fix</comment>
        <translation>
            <numerusform>il y a %n&#xa0;s</numerusform>
            <numerusform>il y a %n&#xa0;s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <comment>age of a position fix</comment>
        <translation>
            <numerusform>il y a %n&#xa0;min</numerusform>
            <numerusform>il y a %n&#xa0;min</numerusform>
        </translation>
    </message>
    <message>
        <source>within %1 m, %2</source>
        <extracomment>%1 is a number of metres, %2 an age such as “4 s ago”.</extracomment>
        <translation>à %1&#xa0;m près, %2</translation>
    </message>
    <message>
        <source>accuracy not known, %1</source>
        <extracomment>%1 is an age such as “4 s ago”.</extracomment>
        <translation>précision inconnue, %1</translation>
    </message>
    <message>
        <source>State – taken on duty</source>
        <translation>État – prise en service</translation>
    </message>
    <message>
        <source>Rights to complete</source>
        <translation>Droits à compléter</translation>
    </message>
    <message>
        <source>Publishable after approval</source>
        <translation>Publiable après validation</translation>
    </message>
    <message>
        <source>Description to write</source>
        <translation>Description à écrire</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) at most for one message.</source>
        <translation>
            <numerusform>%n photo au plus par message.</numerusform>
            <numerusform>%n photos au plus par message.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::Composer</name>
    <message>
        <source>Draft saved on this device</source>
        <translation>Brouillon enregistré sur cet appareil</translation>
    </message>
    <message>
        <source>Withdrawal: %1</source>
        <translation>Retrait&#xa0;: %1</translation>
    </message>
    <message>
        <source>A person on the photo took their agreement back.</source>
        <extracomment>The reason of a withdrawal that the application proposes by itself</extracomment>
        <translation>Une personne visible sur la photo a retiré son accord.</translation>
    </message>
    <message>
        <source>Follow-up – %1</source>
        <extracomment>Proposed beginning of a field report that goes on from an earlier one, whose words are %1</extracomment>
        <translation>Suite – %1</translation>
    </message>
</context>
<context>
    <name>astreinte::app::ConsentDesk</name>
    <message>
        <source>Name of the person who signs</source>
        <extracomment>Blanks of the consent form</extracomment>
        <translation>Nom de la personne qui signe</translation>
    </message>
    <message>
        <source>Name of the minor</source>
        <translation>Nom du mineur</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Where it may be published</source>
        <translation>Où elle peut être publiée</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Pour combien de temps</translation>
    </message>
    <message>
        <source>Address to withdraw it</source>
        <translation>Adresse pour la retirer</translation>
    </message>
    <message>
        <source>Data protection officer</source>
        <translation>Délégué à la protection des données</translation>
    </message>
    <message>
        <source>one year</source>
        <translation>un an</translation>
    </message>
    <message>
        <source>Box %1</source>
        <extracomment>One person or place drawn on the photo: %1 is its rank.</extracomment>
        <translation>Cadre %1</translation>
    </message>
    <message>
        <source>The signature is too short. Sign again in the frame.</source>
        <translation>La signature est trop courte. Signez à nouveau dans le cadre.</translation>
    </message>
</context>
<context>
    <name>astreinte::app::Diagnostics</name>
    <message>
        <source>%1 used, %2 free</source>
        <extracomment>Storage of the application: %1 and %2 are sizes</extracomment>
        <translation>%1 utilisés, %2 libres</translation>
    </message>
    <message>
        <source>The server last answered at %1</source>
        <extracomment>When the server last answered</extracomment>
        <translation>Dernière réponse du serveur&#xa0;: %1</translation>
    </message>
    <message>
        <source>The server has not answered since the application was opened</source>
        <translation>Le serveur n’a pas répondu depuis l’ouverture de l’application</translation>
    </message>
    <message>
        <source>No receipt since the application was opened</source>
        <translation>Aucun reçu depuis l’ouverture de l’application</translation>
    </message>
    <message>
        <source>Last receipt: %1</source>
        <translation>Dernier reçu&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>astreinte::app::Enrolment</name>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
</context>
<context>
    <name>astreinte::app::FieldApp</name>
    <message>
        <source>Astreinte</source>
        <translation>Astreinte</translation>
    </message>
    <message>
        <source>A submission has reached the server.</source>
        <translation>Une proposition est arrivée sur le serveur.</translation>
    </message>
    <message>
        <source>A proposal is waiting for your decision.</source>
        <translation>Une proposition attend votre validation</translation>
    </message>
    <message>
        <source>You are called: a proposal waits for your decision.</source>
        <translation>Vous êtes appelé&#xa0;: une proposition attend votre décision.</translation>
    </message>
    <message>
        <source>An update that was promised to the public is due.</source>
        <translation>Un point promis au public arrive à échéance.</translation>
    </message>
</context>
<context>
    <name>astreinte::app::HandoverBoard</name>
    <message>
        <source>%1, known at %2</source>
        <extracomment>An open incident: its title, and since what time it is known.</extracomment>
        <translation>%1, connu à %2</translation>
    </message>
    <message>
        <source>nothing published yet</source>
        <translation>rien de publié</translation>
    </message>
    <message>
        <source>next update promised at %1</source>
        <extracomment>%1 is a time of day.</extracomment>
        <translation>prochain point promis à %1</translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <extracomment>A published message: its title, and at what time it expires.</extracomment>
        <translation>%1, jusqu’à %2</translation>
    </message>
    <message>
        <source>Open:</source>
        <translation>En cours&#xa0;:</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation>Aucun événement en cours.</translation>
    </message>
    <message>
        <source>Waiting for a decision:</source>
        <translation>En attente de décision&#xa0;:</translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation>Rien n’attend de décision.</translation>
    </message>
    <message>
        <source>Going out:</source>
        <translation>En cours de diffusion&#xa0;:</translation>
    </message>
    <message>
        <source>Nothing is on its way out.</source>
        <translation>Rien n’est en cours de diffusion.</translation>
    </message>
    <message>
        <source>Ending within 24 hours:</source>
        <translation>Prend fin dans les 24 heures&#xa0;:</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>What somebody who leaves the duty tells the next: the name, then the words.</extracomment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>You take over: %1, since %2</source>
        <extracomment>%1 is a role, %2 a time of day.</extracomment>
        <translation>Vous prenez la relève&#xa0;: %1, depuis %2</translation>
    </message>
</context>
<context>
    <name>astreinte::app::HomeBoard</name>
    <message>
        <source>No authority is on duty in the roster now. Have the roster completed.</source>
        <translation>Aucune autorité n’est de permanence dans le tableau. Faites compléter le tableau.</translation>
    </message>
    <message>
        <source>Everything was sent</source>
        <translation>Tout est envoyé</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) waiting to be sent</source>
        <translation>
            <numerusform>%n&#xa0;élément en attente d’envoi</numerusform>
            <numerusform>%n&#xa0;éléments en attente d’envoi</numerusform>
        </translation>
    </message>
    <message>
        <source>The server’s daily self-test did not arrive: an approved message may not go out. Call who looks after the server, and check each publication.</source>
        <extracomment>Warning of the home screen: the server did not prove today that the way to the public is open</extracomment>
        <translation>L’essai quotidien du serveur n’est pas arrivé&#xa0;: un message validé pourrait ne pas sortir. Appelez la personne qui suit le serveur et vérifiez chaque publication.</translation>
    </message>
    <message numerus="yes">
        <source>%1 opened it %n min after the call of %2</source>
        <extracomment>%1 is who opened the proposal, %n minutes after the call of %2.</extracomment>
        <translation>
            <numerusform>%1 l’a ouverte %n&#xa0;min après l’appel de %2</numerusform>
            <numerusform>%1 l’a ouverte %n&#xa0;min après l’appel de %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody could be called at %1: complete the roster.</source>
        <extracomment>%1 is a time of day.</extracomment>
        <translation>Personne n’a pu être appelé à %1&#xa0;: complétez le tableau.</translation>
    </message>
    <message>
        <source>%1 called at %2, no answer yet</source>
        <extracomment>%1 is who was called, %2 a time of day.</extracomment>
        <translation>%1, appel de %2, sans réponse</translation>
    </message>
    <message>
        <source>Nobody in the roster: %1</source>
        <extracomment>%1 is a role.</extracomment>
        <translation>Personne au tableau&#xa0;: %1</translation>
    </message>
    <message>
        <source>Two persons at once, %1: %2</source>
        <extracomment>%1 is a role, %2 the persons.</extracomment>
        <translation>Deux personnes à la fois, %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>No delegation of signature in force: %1</source>
        <extracomment>%1 is a person.</extracomment>
        <translation>Aucune délégation de signature en vigueur&#xa0;: %1</translation>
    </message>
    <message>
        <source>Officer and authority at once: %1</source>
        <extracomment>%1 is a person.</extracomment>
        <translation>Cadre et autorité à la fois&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>astreinte::app::LinkState</name>
    <message>
        <source>Online</source>
        <translation>En ligne</translation>
    </message>
    <message numerus="yes">
        <source>Sending… %n item(s) waiting</source>
        <translation>
            <numerusform>Envoi en cours… %n&#xa0;élément en attente</numerusform>
            <numerusform>Envoi en cours… %n&#xa0;éléments en attente</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors connexion</translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n item(s) waiting to be sent</source>
        <translation>
            <numerusform>Hors connexion – %n&#xa0;élément en attente d’envoi</numerusform>
            <numerusform>Hors connexion – %n&#xa0;éléments en attente d’envoi</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::OralBoard</name>
    <message>
        <source>To be confirmed by signature</source>
        <translation>À régulariser par signature</translation>
    </message>
    <message>
        <source>To be confirmed by signature: the 24 hours are over</source>
        <translation>À régulariser par signature&#xa0;: les 24 heures sont passées</translation>
    </message>
    <message>
        <source>Confirmed by signature</source>
        <translation>Régularisée par signature</translation>
    </message>
    <message>
        <source>Not confirmed by the authority</source>
        <translation>Non confirmée par l’autorité</translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation>
            <numerusform>reste %n&#xa0;h</numerusform>
            <numerusform>restent %n&#xa0;h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>reste %n&#xa0;min</numerusform>
            <numerusform>restent %n&#xa0;min</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, %3 – recorded by %4</source>
        <extracomment>Who approved by voice, at what time, by which means, and who wrote it down.</extracomment>
        <translation>%1, %2, %3 – noté par %4</translation>
    </message>
    <message>
        <source>Recorded on this phone, sent with the network</source>
        <extracomment>Of an approval by voice that the server does not have yet</extracomment>
        <translation>Notée sur ce téléphone, envoyée avec le réseau</translation>
    </message>
</context>
<context>
    <name>astreinte::app::OutboxBoard</name>
    <message>
        <source>Next try: now</source>
        <translation>Nouvel essai&#xa0;: maintenant</translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n s</source>
        <translation>
            <numerusform>Nouvel essai dans %n&#xa0;s</numerusform>
            <numerusform>Nouvel essai dans %n&#xa0;s</numerusform>
        </translation>
    </message>
    <message>
        <source>Approved by voice by %1 at %2: kept on this phone, sent with the network</source>
        <extracomment>%1 is who approved by voice, %2 at what time</extracomment>
        <translation>Validation orale de %1 à %2&#xa0;: gardée sur ce téléphone, envoyée avec le réseau</translation>
    </message>
</context>
<context>
    <name>astreinte::app::OwnReports</name>
    <message>
        <source>Seen by %1 at %2</source>
        <extracomment>Who of the duty has read a field report, and at what time</extracomment>
        <translation>Vue par %1 à %2</translation>
    </message>
    <message numerus="yes">
        <source>%n sent</source>
        <translation>
            <numerusform>%n envoyée</numerusform>
            <numerusform>%n envoyées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seen</source>
        <translation>
            <numerusform>%n vue</numerusform>
            <numerusform>%n vues</numerusform>
        </translation>
    </message>
    <message>
        <source>On the server, not read yet</source>
        <extracomment>A field report that is on the server and unread</extracomment>
        <translation>Sur le serveur, pas encore lue</translation>
    </message>
</context>
<context>
    <name>astreinte::app::RedactionDesk</name>
    <message>
        <source>face</source>
        <translation>visage</translation>
    </message>
    <message>
        <source>number plate</source>
        <translation>plaque</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texte</translation>
    </message>
    <message>
        <source>area</source>
        <translation>zone</translation>
    </message>
    <message>
        <source>blurred</source>
        <extracomment>How a box hides what is under it; the French words agree with “visage”, “mineur”, “secteur”.</extracomment>
        <translation>flouté</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>masqué</translation>
    </message>
    <message>
        <source>%1 %2 of %3, %4</source>
        <extracomment>“face 2 of 3, blurred”: %1 kind, %2 rank, %3 count, %4 treatment.</extracomment>
        <translation>%1 %2 sur %3, %4</translation>
    </message>
    <message>
        <source>shown with a signed form</source>
        <translation>visible, formulaire signé</translation>
    </message>
    <message>
        <source>%1, proposed</source>
        <extracomment>A box that the device proposed; %1 is how it hides.</extracomment>
        <translation>%1, proposé</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>mineur</translation>
    </message>
    <message>
        <source>officer</source>
        <translation>force de l’ordre</translation>
    </message>
    <message>
        <source>victim</source>
        <translation>victime</translation>
    </message>
    <message>
        <source>home</source>
        <translation>domicile</translation>
    </message>
    <message>
        <source>Asked by the authority: %1</source>
        <extracomment>%1 is what the authority wrote beside a place that it marked on the photo</extracomment>
        <translation>Demandé par l’autorité&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>astreinte::app::ReportBoard</name>
    <message>
        <source>Place not told</source>
        <translation>Lieu non précisé</translation>
    </message>
    <message>
        <source>Field report</source>
        <translation>Remontée de terrain</translation>
    </message>
    <message>
        <source>For the authorities and the civil defence service only.</source>
        <translation>Réservé aux autorités et au service de protection civile.</translation>
    </message>
</context>
<context>
    <name>astreinte::app::ReviewDesk</name>
    <message>
        <source>Approved. It is being published.</source>
        <translation>Validé. La publication est en cours.</translation>
    </message>
    <message>
        <source>Returned to its author with your reason.</source>
        <translation>Renvoyé à son auteur avec votre motif.</translation>
    </message>
    <message>
        <source>Refused. Nothing is published.</source>
        <translation>Refusé. Rien n’est publié.</translation>
    </message>
    <message>
        <source>Decision recorded.</source>
        <translation>Décision enregistrée.</translation>
    </message>
    <message>
        <source>Open a message first.</source>
        <translation>Ouvrez d’abord un message.</translation>
    </message>
    <message>
        <source>A field report is not published.</source>
        <translation>Une remontée terrain n’est pas publiée.</translation>
    </message>
    <message>
        <source>The photos are still being loaded.</source>
        <translation>Les photos se chargent encore.</translation>
    </message>
    <message>
        <source>Confirm that the facts are still exact.</source>
        <translation>Confirmez que les faits sont toujours exacts.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n&#xa0;photo</numerusform>
            <numerusform>%n&#xa0;photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>Retrait</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Nouveau message</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Correction</translation>
    </message>
    <message>
        <source>The facts date from %1. Are they still exact?</source>
        <extracomment>%1 is a time of day.</extracomment>
        <translation>Les faits datent de %1. Sont-ils toujours exacts&#xa0;?</translation>
    </message>
    <message>
        <source>Approve and withdraw the message</source>
        <translation>Valider et retirer le message</translation>
    </message>
    <message>
        <source>Approve and publish on: %1</source>
        <extracomment>%1 is a list of channels.</extracomment>
        <translation>Valider et publier sur&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1, received %2</source>
        <extracomment>The message that is corrected or withdrawn: its title and when it was received.</extracomment>
        <translation>%1, reçu %2</translation>
    </message>
    <message numerus="yes">
        <source>%n covered</source>
        <extracomment>Boxes on a photo under review: what is under them is covered</extracomment>
        <translation>
            <numerusform>%n zone masquée</numerusform>
            <numerusform>%n zones masquées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in mosaic</source>
        <extracomment>Boxes on a photo under review: what is under them is in mosaic</extracomment>
        <translation>
            <numerusform>%n zone en mosaïque</numerusform>
            <numerusform>%n zones en mosaïque</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown with a signed form</source>
        <extracomment>Persons on a photo under review who are shown because they signed a form</extracomment>
        <translation>
            <numerusform>%n personne visible, formulaire signé</numerusform>
            <numerusform>%n personnes visibles, formulaires signés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n signed form(s)</source>
        <extracomment>The forms signed by persons shown on a photo</extracomment>
        <translation>
            <numerusform>%n formulaire signé</numerusform>
            <numerusform>%n formulaires signés</numerusform>
        </translation>
    </message>
    <message>
        <source>Signature recorded: 1 of 2. Nothing is published until another authority has signed.</source>
        <translation>Signature enregistrée&#xa0;: 1 sur 2. Rien n’est publié tant qu’une autre autorité n’a pas signé.</translation>
    </message>
    <message>
        <source>Two authorities must sign this message: 0 of 2 so far.</source>
        <translation>Deux autorités doivent signer ce message&#xa0;: 0 sur 2 pour l’instant.</translation>
    </message>
    <message>
        <source>1 of 2: %1 signed at %2. Another authority must sign as well.</source>
        <extracomment>%1 is the name of who signed first, %2 the time.</extracomment>
        <translation>1 sur 2&#xa0;: %1 a signé à %2. Une autre autorité doit signer aussi.</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>You have signed. Another authority must sign as well.</source>
        <translation>Vous avez signé. Une autre autorité doit signer aussi.</translation>
    </message>
    <message>
        <source>Sign as the first of two</source>
        <translation>Signer le premier des deux</translation>
    </message>
</context>
<context>
    <name>astreinte::app::Sending</name>
    <message>
        <source>Network now: none</source>
        <extracomment>The network that carries what is sent</extracomment>
        <translation>Réseau actuel&#xa0;: aucun</translation>
    </message>
    <message>
        <source>Network now: unknown, treated as mobile data</source>
        <extracomment>The phone does not tell what carries the network</extracomment>
        <translation>Réseau actuel&#xa0;: inconnu, traité comme des données mobiles</translation>
    </message>
    <message>
        <source>Network now: mobile data</source>
        <translation>Réseau actuel&#xa0;: données mobiles</translation>
    </message>
    <message>
        <source>Network now: mobile data, roaming</source>
        <translation>Réseau actuel&#xa0;: données mobiles en itinérance</translation>
    </message>
    <message>
        <source>Network now: Wi-Fi or cable</source>
        <translation>Réseau actuel&#xa0;: Wi-Fi ou câble</translation>
    </message>
    <message>
        <source>Will leave on Wi-Fi or out of roaming</source>
        <extracomment>Why something waits in the outbox</extracomment>
        <translation>Partira en Wi-Fi ou hors itinérance</translation>
    </message>
    <message>
        <source>Will leave on Wi-Fi</source>
        <extracomment>Why something waits in the outbox</extracomment>
        <translation>Partira en Wi-Fi</translation>
    </message>
    <message>
        <source>Will leave when the network returns</source>
        <extracomment>Why something waits in the outbox</extracomment>
        <translation>Partira au retour du réseau</translation>
    </message>
    <message>
        <source>Submit – leaves on Wi-Fi or out of roaming</source>
        <extracomment>On the button that submits</extracomment>
        <translation>Soumettre – partira en Wi-Fi ou hors itinérance</translation>
    </message>
    <message>
        <source>Submit – leaves on Wi-Fi</source>
        <extracomment>On the button that submits</extracomment>
        <translation>Soumettre – partira en Wi-Fi</translation>
    </message>
    <message>
        <source>Submit – leaves when the network returns</source>
        <extracomment>On the button that submits</extracomment>
        <translation>Soumettre – partira au retour du réseau</translation>
    </message>
    <message>
        <source>Submit – leaves when the server answers</source>
        <extracomment>On the button that submits, while the server does not answer</extracomment>
        <translation>Soumettre – partira dès que le serveur répond</translation>
    </message>
    <message>
        <source>Send now</source>
        <extracomment>On the button that submits; nothing is published before the authority&apos;s decision</extracomment>
        <translation>Envoyer maintenant</translation>
    </message>
</context>
<context>
    <name>astreinte::app::Session</name>
    <message numerus="yes">
        <source>%n digit(s) at least</source>
        <comment>PIN</comment>
        <translation>
            <numerusform>%n&#xa0;chiffre au moins</numerusform>
            <numerusform>%n&#xa0;chiffres au moins</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <comment>delay</comment>
        <translation>
            <numerusform>%n&#xa0;seconde</numerusform>
            <numerusform>%n&#xa0;secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>this phone could not be erased completely</source>
        <translation>ce téléphone n’a pas pu être effacé entièrement</translation>
    </message>
    <message>
        <source>too easy to guess</source>
        <translation>trop facile à deviner</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) more</source>
        <comment>passphrase</comment>
        <extracomment>Under the passphrase being chosen</extracomment>
        <translation>
            <numerusform>Encore %n caractère</numerusform>
            <numerusform>Encore %n caractères</numerusform>
        </translation>
    </message>
    <message>
        <source>Too easy to guess: repeated or consecutive characters</source>
        <extracomment>Under the passphrase being chosen</extracomment>
        <translation>Trop facile à deviner&#xa0;: caractères répétés ou consécutifs</translation>
    </message>
    <message>
        <source>Acceptable. One more word makes it strong.</source>
        <extracomment>Under the passphrase being chosen</extracomment>
        <translation>Acceptable. Un mot de plus la rend solide.</translation>
    </message>
    <message>
        <source>Strong</source>
        <extracomment>Under the passphrase being chosen</extracomment>
        <translation>Solide</translation>
    </message>
</context>
<context>
    <name>astreinte::app::Settings</name>
    <message>
        <source>%1 free on this phone</source>
        <translation>%1 libres sur ce téléphone</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>This phone&apos;s key</source>
        <translation>Clé de ce téléphone</translation>
    </message>
    <message>
        <source>Clock difference with the server</source>
        <translation>Écart d’horloge avec le serveur</translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n&#xa0;s</numerusform>
            <numerusform>%n&#xa0;s</numerusform>
        </translation>
    </message>
    <message>
        <source>Rules received</source>
        <translation>Règles reçues</translation>
    </message>
    <message>
        <source>Items waiting</source>
        <translation>Éléments en attente</translation>
    </message>
    <message>
        <source>TLS library</source>
        <translation>Bibliothèque TLS</translation>
    </message>
    <message>
        <source>Last trouble</source>
        <translation>Dernier incident</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
</context>
<context>
    <name>astreinte::app::StorageWatch</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <comment>damaged</comment>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>astreinte::app::UnsentWatch</name>
    <message>
        <source>Astreinte</source>
        <translation>Astreinte</translation>
    </message>
    <message>
        <source>The network is back. Unlock Astreinte to send what waits.</source>
        <translation>Le réseau est revenu. Déverrouillez Astreinte pour envoyer ce qui attend.</translation>
    </message>
    <message numerus="yes">
        <source>Not sent for %n min</source>
        <extracomment>Alarm: something in the outbox has not left for so long</extracomment>
        <translation>
            <numerusform>Non envoyé depuis %n min</numerusform>
            <numerusform>Non envoyé depuis %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlock Astreinte to send it.</source>
        <translation>Déverrouillez Astreinte pour l’envoyer.</translation>
    </message>
    <message>
        <source>Open the outbox to see why.</source>
        <translation>Ouvrez la boîte d’envoi pour voir pourquoi.</translation>
    </message>
</context>
</TS>
