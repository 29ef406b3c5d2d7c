fYk=²0¬¢Fi+ú·R¥†5-uàJ%.VÐÛ?#1ziÿææMK[TˆŒÐ»“ÂJ_#†>'IUa“DÞ
