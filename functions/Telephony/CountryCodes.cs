namespace Switchboard.Telephony;

/// <summary>
/// The country codes of ITU-T E.164 (its list of assigned country codes), each with how many digits a national number may
/// have there and a country that has it. The lengths are those that libphonenumber knows, against which the tests hold
/// them, without what nobody dials from abroad: local numbers without their area, and the freephone numbers of some
/// countries.
/// </summary>
internal static class CountryCodes
{
    /// <summary>A line a code: the code, the lengths, the country.</summary>
    public const string Table =
        """
        1 10 North America
        20 8-10 Egypt
        211 9 South Sudan
        212 9 Morocco
        213 8-9 Algeria
        216 8 Tunisia
        218 9 Libya
        220 7,9 Gambia
        221 9 Senegal
        222 8 Mauritania
        223 8 Mali
        224 8-9 Guinea
        225 10 Côte d’Ivoire
        226 8 Burkina Faso
        227 8 Niger
        228 8 Togo
        229 10 Benin
        230 7-8,10 Mauritius
        231 7-9 Liberia
        232 8 Sierra Leone
        233 8-9 Ghana
        234 10-12 Nigeria
        235 8 Chad
        236 8 Central African Republic
        237 8-9 Cameroon
        238 7 Cape Verde
        239 7 São Tomé & Príncipe
        240 9 Equatorial Guinea
        241 7-8 Gabon
        242 9 Congo - Brazzaville
        243 7-10 Congo - Kinshasa
        244 9 Angola
        245 7,9 Guinea-Bissau
        246 7 British Indian Ocean Territory
        247 5-6 Ascension Island
        248 7 Seychelles
        249 9 Sudan
        250 8-9 Rwanda
        251 9 Ethiopia
        252 7-9 Somalia
        253 8 Djibouti
        254 7-10 Kenya
        255 9 Tanzania
        256 9 Uganda
        257 8 Burundi
        258 8-9 Mozambique
        260 9 Zambia
        261 9 Madagascar
        262 9 Réunion
        263 7,9-10 Zimbabwe
        264 8-9 Namibia
        265 7,9 Malawi
        266 8 Lesotho
        267 7-8,10 Botswana
        268 8-9 Eswatini
        269 7 Comoros
        27 5-10 South Africa
        290 4-5 St. Helena
        291 7 Eritrea
        297 7 Aruba
        298 6 Faroe Islands
        299 6 Greenland
        30 10-12 Greece
        31 5-11 Netherlands
        32 8-9 Belgium
        33 9 France
        34 9 Spain
        350 8 Gibraltar
        351 9 Portugal
        352 4-11 Luxembourg
        353 7-10 Ireland
        354 7,9 Iceland
        355 6-9 Albania
        356 8 Malta
        357 8 Cyprus
        358 5-12 Finland
        359 6-9,12 Bulgaria
        36 8-9 Hungary
        370 8 Lithuania
        371 8 Latvia
        372 7-8,10 Estonia
        373 8 Moldova
        374 8 Armenia
        375 6-11 Belarus
        376 6,8-9 Andorra
        377 8-9 Monaco
        378 8,10 San Marino
        380 9-10 Ukraine
        381 6-12 Serbia
        382 8-9 Montenegro
        383 8-12 Kosovo
        385 7-9 Croatia
        386 5-8 Slovenia
        387 8-9 Bosnia & Herzegovina
        389 8 North Macedonia
        39 6-12 Italy
        40 6,9 Romania
        41 9,12 Switzerland
        420 9-12 Czechia
        421 6-7,9 Slovakia
        423 7,9 Liechtenstein
        43 4-13 Austria
        44 7,9-10 United Kingdom
        45 8 Denmark
        46 6-10,12 Sweden
        47 5,8 Norway
        48 6-10 Poland
        49 4-13 Germany
        500 5 Falkland Islands
        501 7,11 Belize
        502 8,11 Guatemala
        503 7-8,11 El Salvador
        504 8,11 Honduras
        505 8 Nicaragua
        506 8,10 Costa Rica
        507 7-8,10-11 Panama
        508 6,9 St. Pierre & Miquelon
        509 8 Haiti
        51 8-9 Peru
        52 10 Mexico
        53 6-8,10 Cuba
        54 10-11 Argentina
        55 8-11 Brazil
        56 9-11 Chile
        57 8,10-11 Colombia
        58 10 Venezuela
        590 9 Guadeloupe
        591 8-9 Bolivia
        592 7 Guyana
        593 8-11 Ecuador
        594 9 French Guiana
        595 6-11 Paraguay
        596 9 Martinique
        597 6-7 Suriname
        598 4-12 Uruguay
        599 7-8 Curaçao
        60 8-10 Malaysia
        61 5-10,12 Australia
        62 7-13 Indonesia
        63 6,8-13 Philippines
        64 5-10 New Zealand
        65 8,10-11 Singapore
        66 8-10,13 Thailand
        670 7-8 Timor-Leste
        672 6 Norfolk Island
        673 7 Brunei
        674 7 Nauru
        675 7-8 Papua New Guinea
        676 5,7 Tonga
        677 5,7 Solomon Islands
        678 5,7 Vanuatu
        679 7,11 Fiji
        680 7 Palau
        681 6,9 Wallis & Futuna
        682 5 Cook Islands
        683 4,7 Niue
        685 5-7,10 Samoa
        686 5,8 Kiribati
        687 6 New Caledonia
        688 5-7 Tuvalu
        689 6,8-9 French Polynesia
        690 4-7 Tokelau
        691 7 Micronesia
        692 7 Marshall Islands
        7 10 Russia and Kazakhstan
        800 8 Freephone
        808 8 Shared cost
        81 8-13 Japan
        82 5-6,8-13 South Korea
        84 7-10 Vietnam
        850 8,10 North Korea
        852 5-9,11 Hong Kong SAR China
        853 7-8 Macao SAR China
        855 8-9 Cambodia
        856 8-10 Laos
        86 7-12 China
        870 9,12 Inmarsat
        878 12 Personal numbers
        880 6-10 Bangladesh
        881 9-10 Satellite phones
        882 7-12 International networks
        883 8-12 International networks
        886 7-11 Taiwan
        888 11 Disaster relief
        90 7,10,12-13 Türkiye
        91 8-13 India
        92 8-12 Pakistan
        93 9 Afghanistan
        94 9 Sri Lanka
        95 6-10 Myanmar (Burma)
        960 7,10 Maldives
        961 7-8 Lebanon
        962 8-9 Jordan
        963 8-9 Syria
        964 8-10 Iraq
        965 7-8 Kuwait
        966 9-10 Saudi Arabia
        967 7-9 Yemen
        968 7-9 Oman
        970 8-10 Palestinian Territories
        971 5-12 United Arab Emirates
        972 7-12 Israel
        973 8 Bahrain
        974 7-9,11 Qatar
        975 7-8 Bhutan
        976 8-10 Mongolia
        977 8,10-11 Nepal
        979 9 Premium rate
        98 4-7,10 Iran
        992 9 Tajikistan
        993 8 Turkmenistan
        994 9 Azerbaijan
        995 9 Georgia
        996 9-10 Kyrgyzstan
        998 9 Uzbekistan
        """;
}
