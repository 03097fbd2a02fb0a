-- The tables of a new desk on SQLite, written by tools/prepared_schema.py; read by prepared_schema.py.
-- migration contenttypes 0001_initial 35ed8489a147e0b4
-- migration contenttypes 0002_remove_content_type_name 7d36494075750f0e
-- migration auth 0001_initial 845cff319606332f
-- migration auth 0002_alter_permission_name_max_length feaf97e0e8f7d148
-- migration auth 0003_alter_user_email_max_length 9d5657b4db9872dc
-- migration auth 0004_alter_user_username_opts 9538db342c9a9bec
-- migration auth 0005_alter_user_last_login_null 79f60a35dc000fdd
-- migration auth 0006_require_contenttypes_0002 00cb16e3405f14b6
-- migration auth 0007_alter_validators_add_error_messages 115db87dc327530f
-- migration auth 0008_alter_user_username_max_length 02857f65f7d64814
-- migration auth 0009_alter_user_last_name_max_length 19a89500e7f108a7
-- migration auth 0010_alter_group_name_max_length 0963ed6498ac0b3a
-- migration auth 0011_update_proxy_permissions 85a5dde708dc4b61
-- migration auth 0012_alter_user_first_name_max_length 6cefbc9f80903763
-- migration accounts 0001_initial 797d8b6bee25cb0f
-- migration account 0001_initial 6f27ff6bdf57521a
-- migration account 0002_email_max_length c956ab7a3c3660a1
-- migration account 0003_alter_emailaddress_create_unique_verified_email 66b6f1939621bcfa
-- migration account 0004_alter_emailaddress_drop_unique_email ebc6317e90c47d7a
-- migration account 0005_emailaddress_idx_upper_email e7569f1662da1754
-- migration account 0006_emailaddress_lower 54adb08cb3fba66b
-- migration account 0007_emailaddress_idx_email 87fad70bfde8ae29
-- migration account 0008_emailaddress_unique_primary_email_fixup 794bf875bdbef9c4
-- migration account 0009_emailaddress_unique_primary_email 79762cfa7b1e1d7c
-- migration registry 0001_initial e3f138efe485851d
-- migration registry 0002_calendar 3ab54e48b2632403
-- migration registry 0003_total_orders b3c1cb7c029a29cd
-- migration registry 0004_facts 37f960a022911d13
-- migration registry 0005_facts_of_before fc5980dc4991a596
-- migration registry 0006_focus_and_route_are_facts 0ddc7ac033cc5c7f
-- migration networks 0001_initial 3372cf668ed4e711
-- migration consultations 0001_initial 0432997657a16681
-- migration proposals 0001_initial fcf25ca3a7460508
-- migration proposals 0002_letter aa8f878dcb1dfb27
-- migration proposals 0003_numbered ba111d933b5f0712
-- migration proposals 0004_arranging 987c638f5423ed9f
-- migration consultations 0002_intake_headings 779084f325573e5f
-- migration consultations 0003_comment_at 4d6d86c1d5284dca
-- migration consultations 0004_stages_and_undo 4b6b2ce8550705c7
-- migration consultations 0005_groups_by_size e44b1bb89de7bdc1
-- migration consultations 0006_dropped_drafts 2e1046703518d1d2
-- migration consultations 0007_own_eids 789fa73e8625f9f7
-- migration consultations 0008_name_units 06f1411af2ad7887
-- migration proposals 0005_name_units bc9883a6f9716ee2
-- migration proposals 0006_total_orders 55c859eded739fc6
-- migration proposals 0007_proposal_versions 1ed36e2df6fb9591
-- migration proposals 0008_outcomes_go 8cf53ff5f0baefb9
-- migration personal 0001_initial a6971e04169da394
-- migration personal 0002_remnants 6caf1ec52e68ab15
-- migration wagtailcore 0001_squashed_0016_change_page_url_path_to_text_field 938f305a9f38612d
-- migration wagtailcore 0017_change_edit_page_permission_description ccd71ad6211dc9ea
-- migration wagtailcore 0018_pagerevision_submitted_for_moderation_index 9c84c8a317432983
-- migration wagtailcore 0019_verbose_names_cleanup dd647daad29c8ff0
-- migration wagtailcore 0020_add_index_on_page_first_published_at a6bee4fe81de1087
-- migration wagtailcore 0021_capitalizeverbose afd18f829eae58d3
-- migration wagtailcore 0022_add_site_name 24b2b9b04106c8ff
-- migration wagtailcore 0023_alter_page_revision_on_delete_behaviour 757de219a5895b45
-- migration wagtailcore 0024_collection fcdfe156ab59adbb
-- migration wagtailcore 0025_collection_initial_data 299d294b4dcf5997
-- migration wagtailcore 0026_group_collection_permission c164f30fd7bbd892
-- migration wagtailcore 0027_fix_collection_path_collation f6c14ff3972d5c7d
-- migration wagtailcore 0024_alter_page_content_type_on_delete_behaviour 81599e333a45b26c
-- migration wagtailcore 0028_merge c3a7c3972fd9a85c
-- migration wagtailcore 0029_unicode_slugfield_dj19 002cf4f07e5119fb
-- migration wagtailcore 0030_index_on_pagerevision_created_at d2a6d2c2cf713373
-- migration wagtailcore 0031_add_page_view_restriction_types 9a49c448c2d89307
-- migration wagtailcore 0032_add_bulk_delete_page_permission 549175d715c672b6
-- migration wagtailcore 0033_remove_golive_expiry_help_text aa4d91586ada762c
-- migration wagtailcore 0034_page_live_revision d650388923d2e80e
-- migration wagtailcore 0035_page_last_published_at 54d0d7e199f39d02
-- migration wagtailcore 0036_populate_page_last_published_at 5ca7b8c7b2ee598e
-- migration wagtailcore 0037_set_page_owner_editable 4d500a6059471851
-- migration wagtailcore 0038_make_first_published_at_editable 5a987c60fe3a1ee9
-- migration wagtailcore 0039_collectionviewrestriction df7d95a80ca958ce
-- migration wagtailcore 0040_page_draft_title 4c6c9eefd5e9ccd1
-- migration wagtailcore 0041_group_collection_permissions_verbose_name_plural 71b468024ec4733b
-- migration wagtailcore 0042_index_on_pagerevision_approved_go_live_at 2cbafdbb2ea429b4
-- migration wagtailcore 0043_lock_fields ed3b4350910be05f
-- migration wagtailcore 0044_add_unlock_grouppagepermission afe9599444e9fade
-- migration wagtailcore 0045_assign_unlock_grouppagepermission cf179eed03b8e6d2
-- migration wagtailcore 0046_site_name_remove_null 9888cafb23286c1d
-- migration wagtailcore 0047_add_workflow_models 2048996916614d0d
-- migration wagtailcore 0048_add_default_workflows af78db1d42f61524
-- migration wagtailcore 0049_taskstate_finished_by f5f2bca3716c52d8
-- migration wagtailcore 0050_workflow_rejected_to_needs_changes 5c0cdb9025c34923
-- migration wagtailcore 0051_taskstate_comment 0e10a5d370d68cf0
-- migration wagtailcore 0052_pagelogentry 2464223600985305
-- migration wagtailcore 0053_locale_model bfd6fba56a11a9f0
-- migration wagtailcore 0054_initial_locale 94122ab10b32b608
-- migration wagtailcore 0055_page_locale_fields 0bfa4f4932b7ff3e
-- migration wagtailcore 0056_page_locale_fields_populate a5cfb4f23860f576
-- migration wagtailcore 0057_page_locale_fields_notnull 8cb584fc83fac322
-- migration wagtailcore 0058_page_alias_of 478581f22c8083ef
-- migration wagtailcore 0059_apply_collection_ordering 36d535fa96a194a5
-- migration wagtailcore 0060_fix_workflow_unique_constraint 883117a3b45cf863
-- migration wagtailcore 0061_change_promote_tab_helpt_text_and_verbose_names f303f2415229c5ad
-- migration wagtailcore 0062_comment_models_and_pagesubscription 0704ed51a560bac7
-- migration wagtailcore 0063_modellogentry 7f67fc0f5c40fecf
-- migration wagtailcore 0064_log_timestamp_indexes ee7bad344df803c8
-- migration wagtailcore 0065_log_entry_uuid a5b71e830e641059
-- migration wagtailcore 0066_collection_management_permissions dfc28f96014d8412
-- migration wagtailcore 0067_alter_pagerevision_content_json 2ab4c77f237f7afd
-- migration wagtailcore 0068_log_entry_empty_object c5e51c974fdcb28a
-- migration wagtailcore 0069_log_entry_jsonfield 70b22160eb859fe4
-- migration wagtail_localize 0001_initial 17c92ef7d8ee4eba
-- migration wagtailcore 0070_rename_pagerevision_revision 2f27c5b8f8cf9bc6
-- migration wagtailcore 0071_populate_revision_content_type e8fcd9b84549ac4b
-- migration wagtailcore 0072_alter_revision_content_type_notnull 89429dea4c3c5e04
-- migration wagtailcore 0073_page_latest_revision e6c6f3c351387866
-- migration wagtailcore 0074_revision_object_str 3e57999ac0b3d7a3
-- migration wagtailcore 0075_populate_latest_revision_and_revision_object_str c0d75b90900888d7
-- migration wagtailcore 0076_modellogentry_revision f94bb2161f570155
-- migration wagtailcore 0077_alter_revision_user 6b2de9b98a82f11d
-- migration wagtailcore 0078_referenceindex 501b9d4ff7aa3aad
-- migration wagtailcore 0079_rename_taskstate_page_revision 033f1da052468765
-- migration wagtailcore 0080_generic_workflowstate 9c1c523444a78dc6
-- migration wagtailcore 0081_populate_workflowstate_content_type 3f2c80e824b0527c
-- migration wagtailcore 0082_alter_workflowstate_content_type_notnull 017c8b764cca1872
-- migration wagtailcore 0083_workflowcontenttype e480780558060769
-- migration wagtailcore 0084_add_default_page_permissions 6533eff609740444
-- migration wagtailcore 0085_add_grouppagepermission_permission 14255d76b2debbc9
-- migration wagtailcore 0086_populate_grouppagepermission_permission bd8b17615a7ecca2
-- migration wagtailcore 0087_alter_grouppagepermission_unique_together_and_more 9f5bcc927b35ce33
-- migration wagtailcore 0088_fix_log_entry_json_timestamps e5afc01f4a8cd17f
-- migration wagtailcore 0089_log_entry_data_json_null_to_object 06c80b0a050ecdcb
-- migration wagtailcore 0090_remove_grouppagepermission_permission_type 281e571eb78905c2
-- migration wagtailcore 0091_remove_revision_submitted_for_moderation 66f520f7ab7205fc
-- migration wagtailcore 0092_alter_collectionviewrestriction_password_and_more 44955a20f45f77e0
-- migration wagtailcore 0093_uploadedfile c02885138ca13372
-- migration wagtailcore 0094_alter_page_locale 14d6c54cae836d6d
-- migration wagtailcore 0095_groupsitepermission 578cbf14db2f7eb4
-- migration wagtailcore 0096_referenceindex_referenceindex_source_object_and_more 94d1cc9527502c49
-- migration wagtailcore 0097_baselogentry_uuid_action_timestamp_indexes 038c7d89861a592d
-- migration wagtailcore 0098_apitoken 591ddb5d33ebf911
-- migration pages 0001_initial cf1b8183703bb80b
-- migration outcomes 0001_initial 6ec91e8fed86427f
-- migration consultations 0009_kept_apart d6a95ef9b551e060
-- migration consultations 0010_published_votes 6abe34a5354ac5dc
-- migration accounts 0002_mails 64fb9731e47c00eb
-- migration accounts 0003_acts_of_a_consultation 988b0ca441cde319
-- migration consultations 0011_nobody_named 4bc063003bf69785
-- migration consultations 0012_one_vote_per_organisation 3a5abe4db71cbda8
-- migration consultations 0013_total_orders f82a672e735d7d4d
-- migration accounts 0004_total_orders da597db16a5a8c45
-- migration consultations 0014_no_order_of_votes b1d5bc5b25547102
-- migration sessions 0001_initial 2aa438e2393ee513
-- migration mfa 0001_initial a42b6353f2ed5dd7
-- migration mfa 0002_authenticator_timestamps b6566eb07301e2e4
-- migration mfa 0003_authenticator_type_uniq 88550a456154080c
-- migration accounts 0005_locks db10031a47019a3b
-- migration accounts 0006_proved_devices 6d150e6e6c47020e
-- migration accounts 0007_record_and_mails_leave b104545a301a169c
-- migration notifications 0001_initial 64b24d01f8f32bbb
-- migration notifications 0002_notices f7064ba3365590be
-- migration networks 0002_total_orders a92ac22e710e0ac5
-- migration networks 0003_invitations_by_hash ceaf8f9ff8e183b1
-- migration networks 0004_memberships_are_facts 4da8764ad0c262c4
-- migration networks 0005_membership_of_today bf5ab3d9b0e1e8d2
-- migration ledger 0001_initial cfa617b62de76a13
-- migration ledger 0002_no_key_upward 364bc2023ffd4cfe
-- migration consultations 0015_earlier_words 50d340686b4670df
-- migration consultations 0016_understood 14794ae275756332
-- migration consultations 0017_witness 3b89340cc2d35a81
-- migration consultations 0018_map_counts baa72d697db3eb4c
-- migration consultations 0019_map_placing ba0dd23e2c472478
-- migration consultations 0020_job_subjects f05656525aa85bfa
-- migration consultations 0021_jobs_leave c113fdec46e8236e
-- migration consultations 0022_laws_leave 9042abcc79f016bc
-- migration laws 0001_initial c178102bca03e9cf
-- migration jobs 0001_initial ed696fa9e8cd14fe
-- migration consultations 0023_laws_left ef7c09a16433a87d
-- migration consultations 0024_intake_receipts 3afba92eca354897
-- migration audit 0001_initial b671479108d87da3
-- migration accounts 0008_notices 2e724e239574e10f
-- migration accounts 0009_field_names 09d578db3261ef9c
-- migration accounts 0010_machines 78ca2b46dffa2d45
-- migration api 0001_initial ea5822e2780622f8
-- migration audit 0002_field_names aa73256047880d1f
-- migration registry 0007_file_imports ec7aef0e6ea41ce2
-- migration registry 0008_found_and_sorted 5bdc5bd15b31861b
-- migration registry 0009_logos 21f803e338ac5eff
-- migration registry 0010_large_files d38ec7754827f1ef
-- migration consultations 0025_field_names 65c478e8fc58c754
-- migration consultations 0026_voting_day e2381b1565a8a512
-- migration consultations 0027_group_names 669470b0663a6673
-- migration consultations 0028_kept_grouping 5e403af945934e4f
-- migration consultations 0029_arriving_files c6c65e2925ea4547
-- migration consultations 0030_fewer_indexes 98d437d18ee5e4a6
-- migration directory 0001_initial 4f4fedbdc527ef74
-- migration django_tasks_database 0001_initial cf812b2fc6a74045
-- migration django_tasks_database 0002_alter_dbtaskresult_options 64089e9ab4b601be
-- migration django_tasks_database 0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at 70aca531cfdec5a6
-- migration django_tasks_database 0004_dbtaskresult_started_at 6a2df89c09660a47
-- migration django_tasks_database 0005_alter_dbtaskresult_priority_and_more 7620e78cb4ea2bef
-- migration django_tasks_database 0006_alter_dbtaskresult_args_kwargs_and_more 1df8a72be81de333
-- migration django_tasks_database 0007_add_separate_results_fields 5a2bcd56bbf250fd
-- migration django_tasks_database 0008_separate_results_field 70bebf6c70a525ea
-- migration django_tasks_database 0009_remove_results_field 5f3794029968d300
-- migration django_tasks_database 0010_alter_dbtaskresult_status b78d0ee8642c2ac7
-- migration django_tasks_database 0011_rename_complete_status 06c588d077968906
-- migration django_tasks_database 0012_add_separate_exception_fields 91e47c25219e7502
-- migration django_tasks_database 0013_separate_exception_fields bf4b6c5e8befb7fe
-- migration django_tasks_database 0014_remove_dbtaskresult_exception_data 7358598390935d3f
-- migration django_tasks_database 0015_correctly_order_run_after c445a528a79c2706
-- migration django_tasks_database 0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more b21812d340c4c029
-- migration django_tasks_database 0017_dbtaskresult_metadata 6ddbf92d0402a793
-- migration django_tasks_database 0018_rename_succeeded_status 49ab041400c46592
-- migration django_tasks_database 0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more 65bb5c3a5f49b6b7
-- migration django_tasks_database 0020_update_db_task_result_ordering cc08d41b5513f451
-- migration django_tasks_database 0021_conditional_partial_index_ordering b1d0d1b44619912b
-- migration networks 0006_field_names a4ff60bed900cf3f
-- migration initiatives 0001_initial c52fd0e47127007d
-- migration initiatives 0002_inquiries 8ae94d89500ce5a1
-- migration jobs 0002_field_names dcbeb1e503ff30e6
-- migration laws 0002_field_names 7ef3c33655c2a58e
-- migration laws 0003_drafts_written_here be5117985795a14d
-- migration laws 0004_words_of_new_provisions 84cc32df32fe2554
-- migration ledger 0003_exchanges_and_threads 7b4167de1dc60f6a
-- migration ledger 0004_old_chain 1b3269c4a409ae69
-- migration ledger 0005_figures c2725f7d4ecc388d
-- migration ledger 0006_holders edf4f18933302fcb
-- migration ledger 0007_taken_back f8488ac2de054977
-- migration ledger 0008_register_steps b5154130728f39af
-- migration networks 0007_two_sides 2795f8a3544a2214
-- migration networks 0008_coordinations da16a175f923658b
-- migration networks 0009_former_names 060de23702c4198b
-- migration notifications 0003_field_names 7ce3214863ee0892
-- migration notifications 0004_following e32e5b6176c06e1c
-- migration operations 0001_machines 375f7285607555d1
-- migration proposals 0009_field_names 062884fa7c60ed84
-- migration proposals 0010_suggestion_translations aa48ba389d09bfa4
-- migration outcomes 0002_field_names 745c5deda40b28f7
-- migration outcomes 0003_passages_translated 1f1ea7fa8367b88f
-- migration outcomes 0004_handovers 4c94d4188c70afc3
-- migration taggit 0001_initial 99ca62a055c530c7
-- migration taggit 0002_auto_20150616_2121 9db9f38747553183
-- migration taggit 0003_taggeditem_add_unique_index 8d474ef8ec122e51
-- migration taggit 0004_alter_taggeditem_content_type_alter_taggeditem_tag f9d1464ef1c663da
-- migration taggit 0005_auto_20220424_2025 0ff3cb6796cf52fb
-- migration taggit 0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx 7e6afc35e33e1db0
-- migration research 0001_initial 558c8730d88dd595
-- migration pages 0002_site 49df9b8defe567bb
-- migration pages 0003_tags_in_order 25b0cff9e027616e
-- migration pages 0004_pictures_and_imports 4601c01766e54e5d
-- migration pages 0005_campaign_blocks 802e2eea07ab2a91
-- migration personal 0003_field_names 8f4709eb1be135d8
-- migration proposals 0011_forwarding 3b63c3fe5976c853
-- migration returns 0001_initial d566eac81961db68
-- migration returns 0002_saved_from 1f6227176d7fadcd
-- migration returns 0003_asked_and_tables 6e93b03acc6bd14e
-- migration returns 0004_asked_of_before dfa9053b917e97b8
-- migration wagtail_localize 0002_translation b0456abc26126b55
-- migration wagtail_localize 0003_delete_translation_sources 9ac002df3b24cccb
-- migration wagtail_localize 0004_one_source_per_objectlocale 1e14c5183bebaba8
-- migration wagtail_localize 0005_remove_translationsource_object d70bafbed5592bce
-- migration wagtail_localize 0006_create_submit_translation_permission 50a77d745691eb6d
-- migration wagtail_localize 0007_stringtranslation_type_and_tool_name 78e44c46207807f2
-- migration wagtail_localize 0008_stringtranslation_last_translated_by 45d6099a4586a7a8
-- migration wagtail_localize 0009_stringtranslation_errors af97105e6a4c2629
-- migration wagtail_localize 0010_overridablesegment 50e535f4e04318b5
-- migration wagtail_localize 0011_segmentoverride f9d4ec601a17a1d9
-- migration wagtail_localize 0012_localesynchronization f41cc7d33d15fdce
-- migration wagtail_localize 0013_translationsource_schema_version 49d4817b18e78723
-- migration wagtail_localize 0014_remove_translation_source_last_updated_at f06a9059edd1eecc
-- migration wagtail_localize 0015_translationcontext_field_path 9e6b7e98d8945f38
-- migration wagtail_localize 0016_rename_page_revision_translationlog_revision 22df2c740554aaa2
-- migration wagtailadmin 0001_create_admin_access_permissions fcbe05ca0d60a8ea
-- migration wagtailadmin 0002_admin 1e2a4c541e9ab35b
-- migration wagtailadmin 0003_admin_managed 620fc672b343ac4e
-- migration wagtailadmin 0004_editingsession 7b870aaf0095ce75
-- migration wagtailadmin 0005_editingsession_is_editing 2366578b652bd350
-- migration wagtailadmin 0006_formstate 1188fcdbffa104cf
-- migration wagtaildocs 0001_initial a6847d3092006d3a
-- migration wagtaildocs 0002_initial_data 9cc33694f10ce040
-- migration wagtaildocs 0003_add_verbose_names 2ee10fdad320f232
-- migration wagtaildocs 0004_capitalizeverbose 4651d6a0b6ce05dc
-- migration wagtaildocs 0005_document_collection 81f9c182c531bff3
-- migration wagtaildocs 0006_copy_document_permissions_to_collections 48117f735ebe3b6e
-- migration wagtaildocs 0005_alter_uploaded_by_user_on_delete_action 95ba0c8e03bd5cf6
-- migration wagtaildocs 0007_merge d479b02a6ffa0af1
-- migration wagtaildocs 0008_document_file_size cc62bdd440414b23
-- migration wagtaildocs 0009_document_verbose_name_plural 4d3a685a9446d3b7
-- migration wagtaildocs 0010_document_file_hash 80687d1b5b7ba780
-- migration wagtaildocs 0011_add_choose_permissions e5a96a131812b02f
-- migration wagtaildocs 0012_uploadeddocument 8c60f611a5d5d4da
-- migration wagtaildocs 0013_delete_uploadeddocument da2f6d9b8afee4f9
-- migration wagtaildocs 0014_alter_document_file_size 4ea1c485f5c6157d
-- migration wagtailembeds 0001_initial 4cda337581731d86
-- migration wagtailembeds 0002_add_verbose_names 3c0f0925d46fb6ca
-- migration wagtailembeds 0003_capitalizeverbose c31c4986c199c486
-- migration wagtailembeds 0004_embed_verbose_name_plural 6698f3fe91fefeb4
-- migration wagtailembeds 0005_specify_thumbnail_url_max_length a87ca7d4f74872b6
-- migration wagtailembeds 0006_add_embed_hash e8767b3cb307d89d
-- migration wagtailembeds 0007_populate_hash 40f72d1536da7080
-- migration wagtailembeds 0008_allow_long_urls 1dbd0da67e098e27
-- migration wagtailembeds 0009_embed_cache_until d5bd3a7251f5245d
-- migration wagtailforms 0001_initial 49838b601217621c
-- migration wagtailforms 0002_add_verbose_names 4c71aa6dd891f2ec
-- migration wagtailforms 0003_capitalizeverbose 604de6dcb1716ea1
-- migration wagtailforms 0004_add_verbose_name_plural 930df4b312d91578
-- migration wagtailforms 0005_alter_formsubmission_form_data 037911a825daff6b
-- migration wagtailimages 0001_squashed_0021 daed4ad0904d5f2f
-- migration wagtailimages 0022_uploadedimage 9793ee6186278181
-- migration wagtailimages 0023_add_choose_permissions 37f2b23c43135be6
-- migration wagtailimages 0024_index_image_file_hash c204e1dbef4c5549
-- migration wagtailimages 0025_alter_image_file_alter_rendition_file bba3a6ba48a00247
-- migration wagtailimages 0026_delete_uploadedimage 7035d27dab2f3775
-- migration wagtailimages 0027_image_description 621fef7dd6855f02
-- migration wagtailredirects 0001_initial aa1e98ddab8a5d1b
-- migration wagtailredirects 0002_add_verbose_names 6ad4f6047285e382
-- migration wagtailredirects 0003_make_site_field_editable 8140fdb4e944cc0e
-- migration wagtailredirects 0004_set_unique_on_path_and_site c38947febcf2153d
-- migration wagtailredirects 0005_capitalizeverbose 7d22e7038deb74ad
-- migration wagtailredirects 0006_redirect_increase_max_length 8bd866d61544c871
-- migration wagtailredirects 0007_add_autocreate_fields f2f08cd09dba22de
-- migration wagtailredirects 0008_add_verbose_name_plural 2597a885595295dd
-- migration wagtailsearch 0001_initial 93148b99b95c2b39
-- migration wagtailsearch 0002_add_verbose_names 3c72290f71b53cbb
-- migration wagtailsearch 0003_remove_editors_pick 60dede9f42ba836c
-- migration wagtailsearch 0004_querydailyhits_verbose_name_plural 79bf566c7724381b
-- migration wagtailsearch 0005_create_indexentry 2ef478982beaadf1
-- migration wagtailsearch 0006_customise_indexentry 072b86ec4468c82b
-- migration wagtailsearch 0007_delete_editorspick 49417cfd296b2e60
-- migration wagtailsearch 0008_remove_query_and_querydailyhits_models 34205d79c48af0ae
-- migration wagtailsearch 0009_remove_ngram_autocomplete 0cc43abf34455183
-- migration wagtailsearch 0010_add_text_fields c56cd3498aaa9368
-- migration wagtailusers 0001_initial 45a8c1ec67422390
-- migration wagtailusers 0002_add_verbose_name_on_userprofile 2a4c434837ee5c9c
-- migration wagtailusers 0003_add_verbose_names 9590c0e99d195868
-- migration wagtailusers 0004_capitalizeverbose 327e5a4b51ff493d
-- migration wagtailusers 0005_make_related_name_wagtail_specific 45dfa0294cdd846e
-- migration wagtailusers 0006_userprofile_prefered_language 636c4e036df13cd0
-- migration wagtailusers 0007_userprofile_current_time_zone 435fd383a877469f
-- migration wagtailusers 0008_userprofile_avatar 2ee737254928fc2a
-- migration wagtailusers 0009_userprofile_verbose_name_plural ca8286fe2e29e576
-- migration wagtailusers 0010_userprofile_updated_comments_notifications 97033bd05c0811a3
-- migration wagtailusers 0011_userprofile_dismissibles b6381984386e17fb
-- migration wagtailusers 0012_userprofile_theme fb079398fa7eddf6
-- migration wagtailusers 0013_userprofile_density 934baa45fe42a41a
-- migration wagtailusers 0014_userprofile_contrast 3f44752ffd8d5c2f
-- migration wagtailusers 0015_userprofile_keyboard_shortcuts b861c0bc6f5a7a98
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_device" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "proof" varchar(64) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "last_seen_at" datetime NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "is_proved" bool NOT NULL);
CREATE TABLE "accounts_guess" ("who" varchar(64) NOT NULL PRIMARY KEY, "expires_at" datetime NOT NULL);
CREATE TABLE "accounts_requestcount" ("who" varchar(64) NOT NULL PRIMARY KEY, "times" text NOT NULL CHECK ((JSON_VALID("times") OR "times" IS NULL)), "expires_at" datetime NOT NULL);
CREATE TABLE "accounts_session" ("session_data" text NOT NULL, "expire_date" datetime NOT NULL, "session_key" varchar(64) NOT NULL PRIMARY KEY, "device" bigint NULL, "browser" varchar(20) NOT NULL, "system" varchar(20) NOT NULL, "created_at" datetime NOT NULL, "last_seen_at" datetime NOT NULL, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "email" varchar(254) NOT NULL UNIQUE, "name" varchar(120) NOT NULL, "language" varchar(10) NOT NULL, "is_secretariat" bool NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "digest" varchar(6) NOT NULL, "digested_at" datetime NOT NULL, "wants_reminders" bool NOT NULL, "epoch" integer unsigned NOT NULL CHECK ("epoch" >= 0), "is_leading" bool NOT NULL, "has_second_step" bool NOT NULL, "second_step_required_at" datetime NULL, "unseen_notices" integer unsigned NOT NULL CHECK ("unseen_notices" >= 0));
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "api_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "topic" varchar(40) NOT NULL, "key" varchar(120) NOT NULL, "href" varchar(300) NOT NULL, "state" varchar(8) NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "due_at" datetime NOT NULL, "status" smallint unsigned NULL CHECK ("status" >= 0), "error" varchar(20) NOT NULL, "created_at" datetime NOT NULL, "ended_at" datetime NULL, "webhook_id" bigint NOT NULL REFERENCES "api_webhook" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "told_once_of_each" UNIQUE ("webhook_id", "key"));
CREATE TABLE "api_dump" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(40) NOT NULL UNIQUE, "begun_at" datetime NOT NULL, "made_at" datetime NULL, "counts" text NOT NULL CHECK ((JSON_VALID("counts") OR "counts" IS NULL)));
CREATE TABLE "api_dumpfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "table" varchar(40) NOT NULL, "format" varchar(8) NOT NULL, "file" varchar(200) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "dump_id" bigint NOT NULL REFERENCES "api_dump" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_file_once_a_dump" UNIQUE ("dump_id", "name"));
CREATE TABLE "api_token" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "digest" varchar(64) NOT NULL UNIQUE, "start" varchar(12) NOT NULL, "scopes" text NOT NULL CHECK ((JSON_VALID("scopes") OR "scopes" IS NULL)), "epoch" integer unsigned NOT NULL CHECK ("epoch" >= 0), "created_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "used_at" datetime NULL, "revoked_at" datetime NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "api_webhook" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "url" varchar(500) NOT NULL, "topics" text NOT NULL CHECK ((JSON_VALID("topics") OR "topics" IS NULL)), "secret" text NOT NULL, "created_at" datetime NOT NULL, "told_until" datetime NOT NULL, "given_up" smallint unsigned NOT NULL CHECK ("given_up" >= 0), "paused_at" datetime NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "audit_auditentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "verb" varchar(60) NOT NULL, "thing" varchar(60) NOT NULL, "thing_id" varchar(60) NOT NULL, "details" text NOT NULL CHECK ((JSON_VALID("details") OR "details" IS NULL)), "actor_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "consultation" bigint NULL, "is_private" bool NOT NULL);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE TABLE "consultations_arrivingfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "file_name" varchar(200) NOT NULL, "size" bigint NOT NULL, "digests" text NOT NULL CHECK ((JSON_VALID("digests") OR "digests" IS NULL)), "digest" varchar(64) NOT NULL, "is_whole" bool NOT NULL, "heard_at" datetime NOT NULL, "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_arrival_of_a_file" UNIQUE ("consultation_id", "created_by_id", "digest"));
CREATE TABLE "consultations_arrivingpart" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "file" varchar(200) NOT NULL, "arriving_id" bigint NOT NULL REFERENCES "consultations_arrivingfile" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_part_of_a_number" UNIQUE ("arriving_id", "number"));
CREATE TABLE "consultations_comment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "public_id" char(32) NOT NULL UNIQUE, "state" varchar(10) NOT NULL, "is_private" bool NOT NULL, "eid" varchar(120) NOT NULL, "unit" varchar(120) NOT NULL, "reference" varchar(200) NOT NULL, "quote" text NOT NULL, "text" text NOT NULL, "wording" text NOT NULL, "language" varchar(10) NOT NULL, "speaker" varchar(200) NOT NULL, "place" varchar(200) NOT NULL, "relation" varchar(10) NOT NULL, "submitted_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "author_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" bigint NULL REFERENCES "consultations_group" ("id") DEFERRABLE INITIALLY DEFERRED, "intake_id" bigint NULL REFERENCES "consultations_intake" ("id") DEFERRABLE INITIALLY DEFERRED, "earlier" text NOT NULL, "is_speaker_unknown" bool NOT NULL, "placing" varchar(8) NOT NULL);
CREATE VIRTUAL TABLE consultations_comment_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "consultations_consultation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "title_zh" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL, "intro_zh" text NOT NULL, "intro_en" text NOT NULL, "is_by_invitation" bool NOT NULL, "stage" varchar(14) NOT NULL, "opens" date NULL, "closes" date NULL, "reply_due" date NULL, "created_at" datetime NOT NULL, "authority_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "initiator_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "draft_id" bigint NOT NULL REFERENCES "laws_version" ("id") DEFERRABLE INITIALLY DEFERRED, "enacted_id" bigint NULL REFERENCES "laws_version" ("id") DEFERRABLE INITIALLY DEFERRED, "skips" text NOT NULL CHECK ((JSON_VALID("skips") OR "skips" IS NULL)), "voting_ended_at" datetime NULL, "voting_closes" date NULL);
CREATE TABLE "consultations_consultation_invited" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "consultations_decision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "comments" text NOT NULL CHECK ((JSON_VALID("comments") OR "comments" IS NULL)), "words" text NOT NULL, "created_at" datetime NOT NULL, "undone_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "consultations_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name_en" varchar(200) NOT NULL, "key" varchar(40) NOT NULL, "eid" varchar(120) NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "private" integer unsigned NOT NULL CHECK ("private" >= 0), "organisations" integer unsigned NOT NULL CHECK ("organisations" >= 0), "languages" varchar(40) NOT NULL, "aside" text NOT NULL, "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "representative_id" bigint NULL REFERENCES "consultations_comment" ("id") DEFERRABLE INITIALLY DEFERRED, "name_zh" varchar(200) NOT NULL, CONSTRAINT "one_group_per_key" UNIQUE ("consultation_id", "key"));
CREATE VIRTUAL TABLE consultations_group_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "consultations_intake" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(100) NOT NULL, "file_name" varchar(200) NOT NULL, "digest" varchar(64) NOT NULL, "columns" text NOT NULL CHECK ((JSON_VALID("columns") OR "columns" IS NULL)), "taken" integer unsigned NOT NULL CHECK ("taken" >= 0), "refused" text NOT NULL CHECK ((JSON_VALID("refused") OR "refused" IS NULL)), "is_done" bool NOT NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "headings" text NOT NULL CHECK ((JSON_VALID("headings") OR "headings" IS NULL)), "preview" text NOT NULL CHECK ((JSON_VALID("preview") OR "preview" IS NULL)), "understood" text NOT NULL CHECK ((JSON_VALID("understood") OR "understood" IS NULL)));
CREATE TABLE "consultations_keptgrouping" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" varchar(32) NOT NULL, "since" datetime NOT NULL, "comments" integer unsigned NOT NULL CHECK ("comments" >= 0), "consultation_id" bigint NOT NULL UNIQUE REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "consultations_opinionresult" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "result" text NOT NULL CHECK ((JSON_VALID("result") OR "result" IS NULL)), "charts" text NOT NULL CHECK ((JSON_VALID("charts") OR "charts" IS NULL)), "votes" integer unsigned NOT NULL CHECK ("votes" >= 0), "computed_at" datetime NOT NULL, "consultation_id" bigint NOT NULL UNIQUE REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "placing" text NOT NULL CHECK ((JSON_VALID("placing") OR "placing" IS NULL)));
CREATE TABLE "consultations_speakername" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL, "created_at" datetime NOT NULL, "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_name_is_told_once" UNIQUE ("consultation_id", "key"));
CREATE TABLE "consultations_statement" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(40) NOT NULL, "text_zh" text NOT NULL, "text_en" text NOT NULL, "is_moderated_out" bool NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" bigint NULL REFERENCES "consultations_group" ("id") DEFERRABLE INITIALLY DEFERRED, "counted_at" datetime NULL, "is_unworded" bool NOT NULL, CONSTRAINT "one_statement_per_key" UNIQUE ("consultation_id", "key"));
CREATE VIRTUAL TABLE consultations_statement_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "consultations_tally" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "unit" varchar(120) NOT NULL, "comments" integer unsigned NOT NULL CHECK ("comments" >= 0), "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_tally_per_unit" UNIQUE ("consultation_id", "unit"));
CREATE TABLE "consultations_vote" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "participant" varchar(120) NOT NULL, "value" smallint NULL, "cast_at" datetime NOT NULL, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "statement_id" bigint NOT NULL REFERENCES "consultations_statement" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "published" smallint NULL, CONSTRAINT "one_vote_each" UNIQUE ("statement_id", "participant"), CONSTRAINT "a_vote_is_one_of_three" CHECK ("value" IN (-1, 0, 1)), CONSTRAINT "a_published_vote_is_one_of_three" CHECK ("published" IN (-1, 0, 1)));
CREATE TABLE "consultations_witness" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "vote_id" bigint NOT NULL REFERENCES "consultations_vote" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "directory_memberfigures" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content" text NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "computed_at" datetime NOT NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
CREATE TABLE "initiatives_consultationtie" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "consultation" varchar(60) NOT NULL, "tied_on" date NOT NULL, "ended_on" date NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "ended_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_founder" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "state" varchar(8) NOT NULL, "answered_at" datetime NULL, "answered_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NOT NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "event_id" bigint NOT NULL REFERENCES "initiatives_lineageevent" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_founder_is_invited_once" UNIQUE ("event_id", "organisation_id"));
CREATE TABLE "initiatives_goal" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" varchar(10) NOT NULL, "until" varchar(10) NOT NULL, "first_day" date NULL, "last_day" date NULL, "created_at" datetime NOT NULL, "title_zh" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL, "description_zh" text NOT NULL, "description_en" text NOT NULL, "targets" text NOT NULL CHECK ((JSON_VALID("targets") OR "targets" IS NULL)), "position" integer unsigned NOT NULL CHECK ("position" >= 0), "withdrawn_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "came_from_id" bigint NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED, "parent_id" bigint NULL REFERENCES "initiatives_goal" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_goal_has_one_owner" CHECK (("network_id" IS NULL OR "initiative_id" IS NULL)));
CREATE TABLE "initiatives_goalreview" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "day" date NOT NULL, "note" text NOT NULL, "withdrawn_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_goaltie" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "tied_on" date NOT NULL, "ended_on" date NULL, "note" text NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "ended_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "goal_id" bigint NOT NULL REFERENCES "initiatives_goal" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_indicator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "name_zh" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "unit_zh" varchar(60) NOT NULL, "unit_en" varchar(60) NOT NULL, "source" varchar(10) NOT NULL, "baseline" decimal NULL, "baseline_on" date NULL, "target" decimal NULL, "target_on" date NULL, "withdrawn_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "goal_id" bigint NOT NULL REFERENCES "initiatives_goal" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_initiative" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" varchar(10) NOT NULL, "until" varchar(10) NOT NULL, "first_day" date NULL, "last_day" date NULL, "created_at" datetime NOT NULL, "slug" varchar(80) NOT NULL UNIQUE, "kind" varchar(16) NOT NULL, "state" varchar(10) NOT NULL, "name_zh" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "description_zh" text NOT NULL, "description_en" text NOT NULL, "results_zh" text NOT NULL, "results_en" text NOT NULL, "places" text NOT NULL CHECK ((JSON_VALID("places") OR "places" IS NULL)), "is_public" bool NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_initiativedocument" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "name" varchar(200) NOT NULL, "title_zh" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL, "file" varchar(200) NOT NULL, "is_picture" bool NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "withdrawn_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_initiativefocus" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "focus" varchar(60) NOT NULL, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_focus_once" UNIQUE ("initiative_id", "focus"));
CREATE TABLE "initiatives_initiativemoney" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "amount" decimal NOT NULL, "currency" varchar(3) NOT NULL, "source" varchar(8) NOT NULL, "year" smallint unsigned NULL CHECK ("year" >= 0), "note" varchar(300) NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_initiativepart" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" varchar(10) NOT NULL, "until" varchar(10) NOT NULL, "first_day" date NULL, "last_day" date NULL, "created_at" datetime NOT NULL, "role" varchar(8) NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_inquiry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "title_zh" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL, "letter_zh" text NOT NULL, "letter_en" text NOT NULL, "state" varchar(10) NOT NULL, "sent_on" date NULL, "due_on" date NULL, "withdrawn_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NOT NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_inquiryanswer" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "value" text NOT NULL, "body_id" bigint NOT NULL REFERENCES "initiatives_inquirybody" ("id") DEFERRABLE INITIALLY DEFERRED, "question_id" bigint NOT NULL REFERENCES "initiatives_inquiryquestion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_answer_to_a_question" UNIQUE ("body_id", "question_id"));
CREATE TABLE "initiatives_inquirybody" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "exchange" integer unsigned NOT NULL CHECK ("exchange" >= 0), "reply" integer unsigned NOT NULL CHECK ("reply" >= 0), "answered_on" date NULL, "changed_at" datetime NOT NULL, "authority_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "changed_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "inquiry_id" bigint NOT NULL REFERENCES "initiatives_inquiry" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "an_authority_is_asked_once" UNIQUE ("inquiry_id", "authority_id"));
CREATE TABLE "initiatives_inquiryquestion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label_zh" varchar(300) NOT NULL, "label_en" varchar(300) NOT NULL, "kind" varchar(8) NOT NULL, "choices" text NOT NULL CHECK ((JSON_VALID("choices") OR "choices" IS NULL)), "position" integer unsigned NOT NULL CHECK ("position" >= 0), "withdrawn_at" datetime NULL, "inquiry_id" bigint NOT NULL REFERENCES "initiatives_inquiry" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_inquirytable" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "file_name" varchar(200) NOT NULL, "rows" text NOT NULL CHECK ((JSON_VALID("rows") OR "rows" IS NULL)), "before" text NOT NULL CHECK ((JSON_VALID("before") OR "before" IS NULL)), "taken_at" datetime NULL, "undone_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "inquiry_id" bigint NOT NULL REFERENCES "initiatives_inquiry" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_lineageevent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" varchar(10) NOT NULL, "until" varchar(10) NOT NULL, "first_day" date NULL, "last_day" date NULL, "created_at" datetime NOT NULL, "kind" varchar(16) NOT NULL, "evidence" text NOT NULL, "evidence_url" varchar(300) NOT NULL, "withdrawn_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "initiatives_lineageside" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "is_outcome" bool NOT NULL, "event_id" bigint NOT NULL REFERENCES "initiatives_lineageevent" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_side_is_one_thing" CHECK ((("initiative_id" IS NULL AND "network_id" IS NOT NULL) OR ("initiative_id" IS NOT NULL AND "network_id" IS NULL))));
CREATE TABLE "initiatives_observation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "day" date NOT NULL, "value" decimal NOT NULL, "source" varchar(300) NOT NULL, "withdrawn_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "indicator_id" bigint NOT NULL REFERENCES "initiatives_indicator" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "jobs_job" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(30) NOT NULL, "arguments" text NOT NULL CHECK ((JSON_VALID("arguments") OR "arguments" IS NULL)), "state" varchar(10) NOT NULL, "done" integer unsigned NOT NULL CHECK ("done" >= 0), "total" integer unsigned NOT NULL CHECK ("total" >= 0), "outcome" text NOT NULL CHECK ((JSON_VALID("outcome") OR "outcome" IS NULL)), "error" text NOT NULL CHECK ((JSON_VALID("error") OR "error" IS NULL)), "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "created_at" datetime NOT NULL, "heartbeat_at" datetime NULL, "ended_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reached" integer unsigned NOT NULL CHECK ("reached" >= 0), "subject_id" bigint NOT NULL, "subject_type" varchar(60) NOT NULL);
CREATE TABLE "laws_draftchange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "act" varchar(8) NOT NULL, "text_zh" text NOT NULL, "text_en" text NOT NULL, "changed_at" datetime NOT NULL, "changed_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "provision_id" bigint NOT NULL REFERENCES "laws_draftprovision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "laws_draftedition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "name" varchar(120) NOT NULL, "pieces" text NOT NULL CHECK ((JSON_VALID("pieces") OR "pieces" IS NULL)), "kept_at" datetime NOT NULL, "kept_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "draft_id" bigint NOT NULL REFERENCES "laws_writtendraft" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_edition_per_number" UNIQUE ("draft_id", "number"));
CREATE TABLE "laws_draftprovision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" char(32) NOT NULL UNIQUE, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "text_zh" text NOT NULL, "text_en" text NOT NULL, "changed_at" datetime NOT NULL, "deleted_at" datetime NULL, "changed_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "draft_id" bigint NOT NULL REFERENCES "laws_writtendraft" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "laws_draftwords" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text_zh" text NOT NULL, "text_en" text NOT NULL, "seen" varchar(40) NOT NULL, "kept_at" datetime NOT NULL, "person_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "provision_id" bigint NULL REFERENCES "laws_draftprovision" ("id") DEFERRABLE INITIALLY DEFERRED, "draft_id" bigint NOT NULL REFERENCES "laws_writtendraft" ("id") DEFERRABLE INITIALLY DEFERRED, "after" char(32) NULL, "key" char(32) NULL, CONSTRAINT "words_typed_once" UNIQUE ("person_id", "provision_id"));
CREATE TABLE "laws_expression" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(10) NOT NULL, "title" varchar(300) NOT NULL, "file" varchar(100) NOT NULL, "file_name" varchar(200) NOT NULL, "source" text NOT NULL, "problems" text NOT NULL CHECK ((JSON_VALID("problems") OR "problems" IS NULL)), "updated_at" datetime NOT NULL, "version_id" bigint NOT NULL REFERENCES "laws_version" ("id") DEFERRABLE INITIALLY DEFERRED, "previous_source" text NOT NULL, "furniture" text NOT NULL CHECK ((JSON_VALID("furniture") OR "furniture" IS NULL)), "source_language" varchar(20) NOT NULL, CONSTRAINT "one_text_per_language" UNIQUE ("version_id", "language"));
CREATE TABLE "laws_instrument" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title_zh" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL);
CREATE TABLE "laws_provision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "eid" varchar(120) NOT NULL, "parent" varchar(120) NOT NULL, "unit" varchar(120) NOT NULL, "chapter" varchar(120) NOT NULL, "kind" varchar(20) NOT NULL, "num" varchar(120) NOT NULL, "heading" text NOT NULL, "text" text NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "depth" smallint unsigned NOT NULL CHECK ("depth" >= 0), "expression_id" bigint NOT NULL REFERENCES "laws_expression" ("id") DEFERRABLE INITIALLY DEFERRED, "end" integer unsigned NOT NULL CHECK ("end" >= 0), "foreign_eid" varchar(250) NOT NULL, "start" integer unsigned NOT NULL CHECK ("start" >= 0), CONSTRAINT "one_provision_per_eid" UNIQUE ("expression_id", "eid"));
CREATE VIRTUAL TABLE laws_provision_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "laws_version" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "standing" varchar(12) NOT NULL, "dated" date NULL, "created_at" datetime NOT NULL, "instrument_id" bigint NOT NULL REFERENCES "laws_instrument" ("id") DEFERRABLE INITIALLY DEFERRED, "written_as_id" bigint NULL REFERENCES "laws_draftedition" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "laws_writtendraft" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "aim_zh" text NOT NULL, "aim_en" text NOT NULL, "sharing" varchar(8) NOT NULL, "created_at" datetime NOT NULL, "deleted_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "instrument_id" bigint NOT NULL UNIQUE REFERENCES "laws_instrument" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "laws_writtendraft_editors" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "writtendraft_id" bigint NOT NULL REFERENCES "laws_writtendraft" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "ledger_checkpoint" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "size" bigint unsigned NOT NULL UNIQUE CHECK ("size" >= 0), "root" varchar(64) NOT NULL, "note" text NOT NULL, "created_at" datetime NOT NULL);
CREATE TABLE "ledger_columnmapping" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "headings" text NOT NULL CHECK ((JSON_VALID("headings") OR "headings" IS NULL)), "headings_digest" varchar(64) NOT NULL UNIQUE, "columns" text NOT NULL CHECK ((JSON_VALID("columns") OR "columns" IS NULL)), "constants" text NOT NULL CHECK ((JSON_VALID("constants") OR "constants" IS NULL)), "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "ledger_cosignature" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "line" text NOT NULL, "seen_at" datetime NOT NULL, "created_at" datetime NOT NULL, "checkpoint_id" bigint NOT NULL REFERENCES "ledger_checkpoint" ("id") DEFERRABLE INITIALLY DEFERRED, "witness_id" bigint NOT NULL REFERENCES "ledger_witness" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_cosignature_each" UNIQUE ("checkpoint_id", "witness_id"));
CREATE TABLE "ledger_countdispute" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "counted_on" date NULL, "claimed_on" date NOT NULL, "reason_civil" text NOT NULL, "reason_authority" text NOT NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "thread_id" bigint NOT NULL REFERENCES "ledger_thread" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "ledger_exchange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "day" date NOT NULL, "direction" varchar(16) NOT NULL, "kind" varchar(24) NOT NULL, "details" text NOT NULL CHECK ((JSON_VALID("details") OR "details" IS NULL)), "before" varchar(64) NOT NULL, "digest" varchar(64) NOT NULL, "authority_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "consultation_id" bigint NULL, "created_at" datetime NOT NULL, "body" varchar(200) NOT NULL, "channel" varchar(12) NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "embargo_until" date NULL, "extended_to" date NULL, "language" varchar(10) NOT NULL, "link" varchar(300) NOT NULL, "matter" varchar(12) NOT NULL, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "parties" text NOT NULL CHECK ((JSON_VALID("parties") OR "parties" IS NULL)), "passed_to_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "published_on" date NULL, "seal" smallint unsigned NOT NULL CHECK ("seal" >= 0), "source" varchar(8) NOT NULL, "subject_en" varchar(300) NOT NULL, "subject_zh" varchar(300) NOT NULL, "summary_en" text NOT NULL, "summary_zh" text NOT NULL, "visibility" varchar(12) NOT NULL, "entry_id" bigint NULL UNIQUE REFERENCES "ledger_logentry" ("id") DEFERRABLE INITIALLY DEFERRED, "thread_id" bigint NULL REFERENCES "ledger_thread" ("id") DEFERRABLE INITIALLY DEFERRED, "is_void" bool NOT NULL, "answers_id" bigint NULL REFERENCES "ledger_exchange" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "ledger_exchangedocument" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "file" varchar(200) NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "exchange_id" bigint NOT NULL REFERENCES "ledger_exchange" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "ledger_figureset" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "scope" varchar(10) NOT NULL, "subject_id" bigint NOT NULL, "views" text NOT NULL CHECK ((JSON_VALID("views") OR "views" IS NULL)), "last" integer unsigned NOT NULL CHECK ("last" >= 0), "computed_on" date NULL, "computed_at" datetime NOT NULL, CONSTRAINT "one_set_each" UNIQUE ("scope", "subject_id"));
CREATE TABLE "ledger_legalground" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "jurisdiction" varchar(80) NOT NULL, "name_zh" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "provision" varchar(100) NOT NULL, "since" date NULL, "until" date NULL, "amount" smallint unsigned NOT NULL CHECK ("amount" >= 0), "unit" varchar(12) NOT NULL, "counts_first_day" bool NOT NULL, "rolls" bool NOT NULL, "extension_amount" smallint unsigned NULL CHECK ("extension_amount" >= 0), "extension_unit" varchar(12) NOT NULL, "url" varchar(300) NOT NULL);
CREATE TABLE "ledger_logentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(64) NOT NULL, "subject_type" varchar(40) NOT NULL, "subject_id" bigint NULL, "fields" text NOT NULL CHECK ((JSON_VALID("fields") OR "fields" IS NULL)), "commitments" text NOT NULL CHECK ((JSON_VALID("commitments") OR "commitments" IS NULL)), "index" bigint unsigned NULL UNIQUE CHECK ("index" >= 0), "leaf" text NOT NULL, "receipt_key" char(32) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "holder_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "cleaned_at" datetime NULL);
CREATE TABLE "ledger_logkey" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL UNIQUE, "public" varchar(400) NOT NULL, "secret" text NOT NULL, "created_at" datetime NOT NULL);
CREATE TABLE "ledger_logopening" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(40) NOT NULL, "value" varchar(200) NOT NULL, "salt" varchar(44) NOT NULL, "entry_id" bigint NOT NULL REFERENCES "ledger_logentry" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_opening_each" UNIQUE ("entry_id", "name"));
CREATE TABLE "ledger_tableimport" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(200) NOT NULL, "file_name" varchar(200) NOT NULL, "headings" text NOT NULL CHECK ((JSON_VALID("headings") OR "headings" IS NULL)), "preview" text NOT NULL CHECK ((JSON_VALID("preview") OR "preview" IS NULL)), "taken" integer unsigned NOT NULL CHECK ("taken" >= 0), "refused" text NOT NULL CHECK ((JSON_VALID("refused") OR "refused" IS NULL)), "is_done" bool NOT NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "mapping_id" bigint NULL REFERENCES "ledger_columnmapping" ("id") DEFERRABLE INITIALLY DEFERRED, "enters_at" datetime NULL, "plan" text NOT NULL CHECK ((JSON_VALID("plan") OR "plan" IS NULL)), "step" varchar(10) NOT NULL);
CREATE TABLE "ledger_thread" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "promised_on" date NULL, "promise" text NOT NULL, "promise_source" varchar(300) NOT NULL, "state" varchar(10) NOT NULL, "due_on" date NULL, "late_on" date NULL, "very_late_on" date NULL, "answered_on" date NULL, "asleep_on" date NULL, "woken_on" date NULL, "counted_on" date NULL, "meaning" varchar(10) NOT NULL, "meaning_note" text NOT NULL, "meaning_at" datetime NULL, "ask_id" bigint NOT NULL UNIQUE REFERENCES "ledger_exchange" ("id") DEFERRABLE INITIALLY DEFERRED, "ground_id" bigint NULL REFERENCES "ledger_legalground" ("id") DEFERRABLE INITIALLY DEFERRED, "meaning_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "ledger_witness" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "key" varchar(400) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "ended_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE TABLE "networks_coordination" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" date NULL, "until" date NULL, "network_id" bigint NOT NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "networks_dutyreminder" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "duty" varchar(60) NOT NULL, "sent_at" datetime NOT NULL, "network_id" bigint NOT NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "sent_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "networks_formername" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "until" date NOT NULL, "name_zh" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "network_id" bigint NOT NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_name_up_to_a_day" UNIQUE ("network_id", "until"));
CREATE TABLE "networks_forwardingline" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" date NOT NULL, "until" date NULL, "declared_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "lower_id" bigint NOT NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "upper_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "no_line_to_itself" CHECK (NOT ("lower_id" = ("upper_id") AND "upper_id" IS NOT NULL)));
CREATE TABLE "networks_invitation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL, "role" varchar(20) NOT NULL, "language" varchar(10) NOT NULL, "created_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "accepted_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "seed" varchar(64) NOT NULL, "proof" varchar(64) NOT NULL UNIQUE);
CREATE TABLE "networks_membership" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NOT NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_membership_each" UNIQUE ("network_id", "organisation_id"));
CREATE TABLE "networks_membershiprequest" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "side" varchar(12) NOT NULL, "state" varchar(10) NOT NULL, "words" text NOT NULL, "answer" text NOT NULL, "asked_at" datetime NOT NULL, "settled_at" datetime NULL, "asked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NOT NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "settled_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "networks_network" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "name_zh" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "charter_en" text DEFAULT '' NOT NULL, "charter_zh" text DEFAULT '' NOT NULL, "description_en" text DEFAULT '' NOT NULL, "description_zh" text DEFAULT '' NOT NULL);
CREATE TABLE "networks_network_coordinators" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "network_id" bigint NOT NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "notifications_follower" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "seed" varchar(64) NOT NULL, "proof" varchar(64) NOT NULL UNIQUE, "email" varchar(254) NOT NULL UNIQUE, "language" varchar(10) NOT NULL, "asked_at" date NOT NULL, "asked" smallint unsigned NOT NULL CHECK ("asked" >= 0), "told_until" datetime NOT NULL, "created_at" datetime NOT NULL);
CREATE TABLE "notifications_following" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "seed" varchar(64) NOT NULL, "proof" varchar(64) NOT NULL UNIQUE, "kind" varchar(20) NOT NULL, "key" varchar(200) NOT NULL, "created_at" datetime NOT NULL, "confirmed_at" datetime NULL, "follower_id" bigint NOT NULL REFERENCES "notifications_follower" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "follows_a_thing_once" UNIQUE ("follower_id", "kind", "key"));
CREATE TABLE "notifications_mail" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" char(32) NOT NULL UNIQUE, "email" varchar(254) NOT NULL, "language" varchar(10) NOT NULL, "kind" varchar(30) NOT NULL, "about" text NOT NULL CHECK ((JSON_VALID("about") OR "about" IS NULL)), "occasion" varchar(100) NOT NULL, "wish" varchar(10) NOT NULL, "state" varchar(10) NOT NULL, "created_at" datetime NOT NULL, "due_at" datetime NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "error" varchar(300) NOT NULL, "settled_at" datetime NULL, "person_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "subject" varchar(300) NOT NULL, "url" varchar(300) NOT NULL, CONSTRAINT "mail_has_a_recipient" CHECK (("person_id" IS NOT NULL OR NOT ("email" = ''))));
CREATE TABLE "operations_presence" ("process" varchar(32) NOT NULL PRIMARY KEY, "machine" varchar(100) NOT NULL, "role" varchar(10) NOT NULL, "version" varchar(40) NOT NULL, "place" varchar(64) NOT NULL, "keys" varchar(64) NOT NULL, "skew" bigint NOT NULL, "began_at" datetime NOT NULL, "seen_at" datetime NOT NULL);
CREATE TABLE "outcomes_handover" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "day" date NOT NULL, "due_on" date NULL, "exchange" integer unsigned NOT NULL CHECK ("exchange" >= 0), "created_at" datetime NOT NULL, "authority_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "submission_id" bigint NOT NULL REFERENCES "outcomes_submission" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "handed_to_an_authority_once" UNIQUE ("submission_id", "authority_id"));
CREATE TABLE "outcomes_handoverreply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(14) NOT NULL, "reason" text NOT NULL, "replied_on" date NOT NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "handover_id" bigint NOT NULL REFERENCES "outcomes_handover" ("id") DEFERRABLE INITIALLY DEFERRED, "suggestion_id" bigint NOT NULL REFERENCES "proposals_suggestion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_reply_of_a_further_authority" UNIQUE ("handover_id", "suggestion_id"));
CREATE TABLE "outcomes_reply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(14) NOT NULL, "reason" text NOT NULL, "replied_on" date NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "suggestion_id" bigint NOT NULL UNIQUE REFERENCES "proposals_suggestion" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE VIRTUAL TABLE outcomes_reply_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "outcomes_submission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "day" date NOT NULL, "package" varchar(100) NOT NULL, "digests" text NOT NULL CHECK ((JSON_VALID("digests") OR "digests" IS NULL)), "created_at" datetime NOT NULL, "authority_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL UNIQUE REFERENCES "proposals_proposalversion" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "outcomes_uptake" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verdict" varchar(14) NOT NULL, "score" real NOT NULL, "confidence" real NOT NULL, "passages" text NOT NULL CHECK ((JSON_VALID("passages") OR "passages" IS NULL)), "reason" varchar(40) NOT NULL, "details" text NOT NULL CHECK ((JSON_VALID("details") OR "details" IS NULL)), "person_verdict" varchar(14) NOT NULL, "person_reason" text NOT NULL, "suggestion_id" bigint NOT NULL UNIQUE REFERENCES "proposals_suggestion" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_at" datetime NULL, "computed_at" datetime NOT NULL, "passages_translated" text NOT NULL CHECK ((JSON_VALID("passages_translated") OR "passages_translated" IS NULL)));
CREATE TABLE "pages_article" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "dated" date NULL, "body" text NOT NULL, "byline" varchar(120) DEFAULT '' NOT NULL, "consultation_id" bigint NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "lead" text DEFAULT '' NOT NULL, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "work_id" bigint NULL REFERENCES "research_work" ("id") DEFERRABLE INITIALLY DEFERRED, "initiative_id" bigint NULL REFERENCES "initiatives_initiative" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "pages_articlepicture" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "caption" varchar(300) NOT NULL, "page_id" integer NOT NULL REFERENCES "pages_article" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "picture_id" bigint NOT NULL REFERENCES "pages_picture" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "pages_articletag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_object_id" integer NOT NULL REFERENCES "pages_article" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "pages_homepage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_name" varchar(80) NOT NULL, "civil_society" varchar(60) NOT NULL, "footer" text NOT NULL, "organisation_name" varchar(120) NOT NULL, "member_of" varchar(120) NOT NULL, "address" text NOT NULL, "hours" text NOT NULL, "email" varchar(254) NOT NULL, "phone" varchar(40) NOT NULL, "latitude" real NULL, "longitude" real NULL, "colours" varchar(10) DEFAULT '' NOT NULL, "logo_id" bigint NULL REFERENCES "pages_picture" ("id") DEFERRABLE INITIALLY DEFERRED, "map_picture_id" bigint NULL REFERENCES "pages_picture" ("id") DEFERRABLE INITIALLY DEFERRED, "body" text NOT NULL CHECK ((JSON_VALID("body") OR "body" IS NULL)));
CREATE TABLE "pages_importedpage" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL UNIQUE, "pair" varchar(64) NOT NULL, "source" varchar(500) NOT NULL, "page_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "news_import_id" bigint NOT NULL REFERENCES "pages_newsimport" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "pages_infopage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "body" text NOT NULL CHECK ((JSON_VALID("body") OR "body" IS NULL)));
CREATE TABLE "pages_newsimport" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "source" varchar(200) NOT NULL, "made_at" datetime NOT NULL);
CREATE TABLE "pages_newsletterissue" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" date NOT NULL, "until" date NOT NULL, "subject_zh" varchar(150) NOT NULL, "subject_en" varchar(150) NOT NULL, "text_zh" text NOT NULL, "text_en" text NOT NULL, "created_at" datetime NOT NULL, "sent_at" datetime NULL, "recipients" integer unsigned NOT NULL CHECK ("recipients" >= 0), "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "pages_pagetext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(10) NOT NULL, "title" varchar(255) NOT NULL, "text" text NOT NULL, "folded" text NOT NULL, "url" varchar(500) NOT NULL, "day" date NULL, "page_id" integer NOT NULL UNIQUE);
CREATE VIRTUAL TABLE pages_pagetext_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "pages_picture" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "file" varchar(200) NOT NULL, "sha256" varchar(64) NOT NULL, "alt_zh" varchar(300) NOT NULL, "alt_en" varchar(300) NOT NULL, "across" smallint unsigned NOT NULL CHECK ("across" >= 0), "down" smallint unsigned NOT NULL CHECK ("down" >= 0), "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "pages_picturefile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "form" varchar(8) NOT NULL, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "height" integer unsigned NOT NULL CHECK ("height" >= 0), "ending" varchar(5) NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "file" varchar(200) NOT NULL, "picture_id" bigint NOT NULL REFERENCES "pages_picture" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "pages_section" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "intro" text NOT NULL);
CREATE TABLE "pages_series" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "lead" text NOT NULL);
CREATE TABLE "personal_erasure" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "state" varchar(10) NOT NULL, "words" text NOT NULL, "reason" text NOT NULL, "created_at" datetime NOT NULL, "settled_at" datetime NULL, "marks" text NOT NULL CHECK ((JSON_VALID("marks") OR "marks" IS NULL)), "cleaned_at" datetime NULL, "settled_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "personal_remnant" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" text NOT NULL, "mark" varchar(64) NOT NULL UNIQUE, "erased_at" datetime NOT NULL, "created_at" datetime NOT NULL);
CREATE TABLE "proposals_forwardeditem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "state" varchar(10) NOT NULL, "answer" text NOT NULL, "taken_key" varchar(40) NOT NULL, "settled_at" datetime NULL, "settled_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "statement_id" bigint NULL REFERENCES "consultations_statement" ("id") DEFERRABLE INITIALLY DEFERRED, "suggestion_id" bigint NULL REFERENCES "proposals_suggestion" ("id") DEFERRABLE INITIALLY DEFERRED, "taken_statement_id" bigint NULL REFERENCES "consultations_statement" ("id") DEFERRABLE INITIALLY DEFERRED, "forwarding_id" bigint NOT NULL REFERENCES "proposals_forwarding" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "forwards_one_thing" CHECK ((("statement_id" IS NULL AND "suggestion_id" IS NOT NULL) OR ("statement_id" IS NOT NULL AND "suggestion_id" IS NULL))));
CREATE TABLE "proposals_forwarding" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "reasons" text NOT NULL, "forwarded_at" datetime NOT NULL, "forwarded_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "origin_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "target_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NULL REFERENCES "proposals_proposalversion" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "proposals_minorityopinion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "suggestion_key" varchar(40) NOT NULL, "text" text NOT NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "proposals_proposalversion" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "differs_once_on_each" UNIQUE ("version_id", "organisation_id", "suggestion_key"));
CREATE TABLE "proposals_proposal" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title_zh" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL, "created_at" datetime NOT NULL, "consultation_id" bigint NOT NULL UNIQUE REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "numbered" integer unsigned NOT NULL CHECK ("numbered" >= 0));
CREATE TABLE "proposals_proposalversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "letter_zh" text NOT NULL, "letter_en" text NOT NULL, "locked_at" datetime NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "proposal_id" bigint NOT NULL REFERENCES "proposals_proposal" ("id") DEFERRABLE INITIALLY DEFERRED, "closing_en" text NOT NULL, "closing_zh" text NOT NULL, "salutation_en" varchar(300) NOT NULL, "salutation_zh" varchar(300) NOT NULL, "submitted_at" datetime NULL, CONSTRAINT "editions_are_numbered" UNIQUE ("proposal_id", "number"));
CREATE TABLE "proposals_remark" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "created_at" datetime NOT NULL, "settled_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "proposals_proposalversion" ("id") DEFERRABLE INITIALLY DEFERRED, "suggestion_id" bigint NULL REFERENCES "proposals_suggestion" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "proposals_signature" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "proposals_proposalversion" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "signed_once_per_edition" UNIQUE ("version_id", "organisation_id"));
CREATE TABLE "proposals_suggestion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(40) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "eid" varchar(120) NOT NULL, "unit" varchar(120) NOT NULL, "target" varchar(200) NOT NULL, "action" varchar(10) NOT NULL, "language" varchar(10) NOT NULL, "quote" text NOT NULL, "wording" text NOT NULL, "text" text NOT NULL, "reason" text NOT NULL, "divergence" text NOT NULL, "dropped_at" datetime NULL, "version_id" bigint NOT NULL REFERENCES "proposals_proposalversion" ("id") DEFERRABLE INITIALLY DEFERRED, "divergence_translated" text NOT NULL, "reason_translated" text NOT NULL, "text_translated" text NOT NULL, "translation_of" varchar(64) NOT NULL, "wording_translated" text NOT NULL, CONSTRAINT "one_suggestion_per_key" UNIQUE ("version_id", "key"));
CREATE TABLE "proposals_suggestion_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "suggestion_id" bigint NOT NULL REFERENCES "proposals_suggestion" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" bigint NOT NULL REFERENCES "consultations_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE VIRTUAL TABLE proposals_suggestion_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "registry_calendar" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "country" varchar(2) NOT NULL, "weekend" varchar(7) NOT NULL, "organisation_id" bigint NOT NULL UNIQUE REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "registry_calendarday" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "day" date NOT NULL, "is_worked" bool NOT NULL, "name" varchar(100) NOT NULL, "calendar_id" bigint NOT NULL REFERENCES "registry_calendar" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_entry_a_day" UNIQUE ("calendar_id", "day"));
CREATE TABLE "registry_changeevent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" varchar(10) NOT NULL, "until" varchar(10) NOT NULL, "first_day" date NULL, "last_day" date NULL, "source" varchar(500) NOT NULL, "recorded_at" datetime NOT NULL, "kind" varchar(20) NOT NULL, "note" text NOT NULL, "withdrawn_at" datetime NULL, "recorded_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "file_import_id" bigint NULL REFERENCES "registry_fileimport" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "registry_changeside" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "is_outcome" bool NOT NULL, "event_id" bigint NOT NULL REFERENCES "registry_changeevent" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_side_each" UNIQUE ("event_id", "organisation_id", "is_outcome"));
CREATE TABLE "registry_contextevent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" varchar(10) NOT NULL, "until" varchar(10) NOT NULL, "first_day" date NULL, "last_day" date NULL, "source" varchar(500) NOT NULL, "recorded_at" datetime NOT NULL, "kind" varchar(20) NOT NULL, "title_zh" varchar(200) NOT NULL, "title_en" varchar(200) NOT NULL, "note_zh" text NOT NULL, "note_en" text NOT NULL, "url" varchar(500) NOT NULL, "withdrawn_at" datetime NULL, "recorded_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "registry_contextevent_focuses" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "contextevent_id" bigint NOT NULL REFERENCES "registry_contextevent" ("id") DEFERRABLE INITIALLY DEFERRED, "focusarea_id" bigint NOT NULL REFERENCES "registry_focusarea" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "registry_fact" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" varchar(10) NOT NULL, "until" varchar(10) NOT NULL, "first_day" date NULL, "last_day" date NULL, "source" varchar(500) NOT NULL, "recorded_at" datetime NOT NULL, "kind" varchar(20) NOT NULL, "code" varchar(80) NOT NULL, "text" text NOT NULL, "number" real NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "is_public" bool NOT NULL, "confirmed_on" date NULL, "withdrawn_at" datetime NULL, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "recorded_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "file_import_id" bigint NULL REFERENCES "registry_fileimport" ("id") DEFERRABLE INITIALLY DEFERRED, "withdrawn_by_import_id" bigint NULL REFERENCES "registry_fileimport" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "fact_ends_after_it_begins" CHECK (("first_day" IS NULL OR "last_day" IS NULL OR "last_day" >= ("first_day"))));
CREATE TABLE "registry_fileimport" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file_name" varchar(200) NOT NULL, "kind" varchar(20) NOT NULL, "as_of" date NULL, "counts" text NOT NULL CHECK ((JSON_VALID("counts") OR "counts" IS NULL)), "created_at" datetime NOT NULL, "undone_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "choices" text NOT NULL CHECK ((JSON_VALID("choices") OR "choices" IS NULL)), "confirmed_at" datetime NULL, "content" BLOB NOT NULL, "headings" text NOT NULL CHECK ((JSON_VALID("headings") OR "headings" IS NULL)), "begun_at" datetime NULL, "done" integer unsigned DEFAULT 0 NOT NULL CHECK ("done" >= 0), "file" varchar(200) DEFAULT '' NOT NULL, "plan" text DEFAULT '{}' NOT NULL CHECK ((JSON_VALID("plan") OR "plan" IS NULL)), "refused" text DEFAULT '[]' NOT NULL CHECK ((JSON_VALID("refused") OR "refused" IS NULL)), "undoing" text DEFAULT '{}' NOT NULL CHECK ((JSON_VALID("undoing") OR "undoing" IS NULL)));
CREATE TABLE "registry_focusarea" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "name_zh" varchar(100) NOT NULL, "name_en" varchar(100) NOT NULL, "icnptso" varchar(60) NOT NULL, "civil_class" varchar(30) NOT NULL, "sdgs" varchar(60) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "retired_on" date NULL, "merged_into_id" bigint NULL REFERENCES "registry_focusarea" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "focus_has_a_name" CHECK ((NOT ("name_zh" = '') OR NOT ("name_en" = ''))));
CREATE TABLE "registry_focuschange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "before" text NOT NULL CHECK ((JSON_VALID("before") OR "before" IS NULL)), "after" text NOT NULL CHECK ((JSON_VALID("after") OR "after" IS NULL)), "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "focus_id" bigint NOT NULL REFERENCES "registry_focusarea" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "registry_formerseat" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" date NULL, "until" date NOT NULL, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "registry_logofile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "digest" varchar(64) NOT NULL UNIQUE, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "height" integer unsigned NOT NULL CHECK ("height" >= 0), "size" integer unsigned NOT NULL CHECK ("size" >= 0), "file" varchar(200) NOT NULL, "created_at" datetime NOT NULL);
CREATE TABLE "registry_organisation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "kind" varchar(10) NOT NULL, "name_zh" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "language" varchar(10) NOT NULL, "email" varchar(254) NOT NULL, "created_at" datetime NULL, "due_on" date NULL, "ended_on" date NULL, "founded_on" date NULL, "past_names" text NOT NULL CHECK ((JSON_VALID("past_names") OR "past_names" IS NULL)), "search_text" text NOT NULL, "sort_key" varchar(120) NOT NULL, "sort_key_en" varchar(120) NOT NULL, "file_import_id" bigint NULL REFERENCES "registry_fileimport" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "organisation_has_a_name" CHECK ((NOT ("name_zh" = '') OR NOT ("name_en" = ''))));
CREATE VIRTUAL TABLE registry_organisation_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "registry_seat" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "since" date NULL, CONSTRAINT "one_seat_each" UNIQUE ("user_id", "organisation_id"));
CREATE TABLE "research_lawtrace" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(10) NOT NULL, "passages" text NOT NULL CHECK ((JSON_VALID("passages") OR "passages" IS NULL)), "has_draft" bool NOT NULL, "decision" varchar(8) NOT NULL, "note" text NOT NULL, "decided_at" datetime NULL, "computed_at" datetime NOT NULL, "consultation_id" bigint NOT NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "work_id" bigint NOT NULL REFERENCES "research_work" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_trace_of_a_work_in_a_law" UNIQUE ("work_id", "consultation_id", "language"));
CREATE TABLE "research_prize" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name_zh" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "body_name" varchar(200) NOT NULL, "level" varchar(14) NOT NULL, "day" date NOT NULL, "url" varchar(300) NOT NULL, "file" varchar(200) NOT NULL, "file_name" varchar(200) NOT NULL, "sha256" varchar(64) NOT NULL, "exchange" integer unsigned NULL CHECK ("exchange" >= 0), "withdrawn_at" datetime NULL, "created_at" datetime NOT NULL, "body_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "work_id" bigint NOT NULL REFERENCES "research_work" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "research_researchoffer" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "words" text NOT NULL, "due_on" date NULL, "state" varchar(10) NOT NULL, "exchange" integer unsigned NOT NULL CHECK ("exchange" >= 0), "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "request_id" bigint NOT NULL REFERENCES "research_researchrequest" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "research_researchrequest" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "direction" varchar(16) NOT NULL, "day" date NOT NULL, "title_zh" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL, "questions_zh" text NOT NULL, "questions_en" text NOT NULL, "deadline" date NULL, "visibility" varchar(12) NOT NULL, "embargo_until" date NULL, "state" varchar(10) NOT NULL, "exchange" integer unsigned NOT NULL CHECK ("exchange" >= 0), "created_at" datetime NOT NULL, "authority_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "research_work" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(80) NOT NULL UNIQUE, "csl" text NOT NULL CHECK ((JSON_VALID("csl") OR "csl" IS NULL)), "type" varchar(20) NOT NULL, "title_zh" varchar(300) NOT NULL, "title_en" varchar(300) NOT NULL, "year" smallint unsigned NULL CHECK ("year" >= 0), "found_by" text NOT NULL, "licence" varchar(30) NOT NULL, "method_zh" text NOT NULL, "method_en" text NOT NULL, "data_zh" text NOT NULL, "data_en" text NOT NULL, "data_url" varchar(300) NOT NULL, "visibility" varchar(12) NOT NULL, "embargo_until" date NULL, "state" varchar(10) NOT NULL, "published_on" date NULL, "withdrawn_note" text NOT NULL, "exchange" integer unsigned NULL CHECK ("exchange" >= 0), "created_at" datetime NOT NULL, "commissioner_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "network_id" bigint NULL REFERENCES "networks_network" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "request_id" bigint NULL REFERENCES "research_researchrequest" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE VIRTUAL TABLE research_work_words USING fts5(terms, detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE "research_workauthor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "is_person" bool NOT NULL, "name_zh" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "family" varchar(100) NOT NULL, "given" varchar(100) NOT NULL, "label" varchar(500) NOT NULL, "orcid" varchar(19) NOT NULL, "is_erased" bool NOT NULL, "created_at" datetime NOT NULL, "organisation_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "work_id" bigint NOT NULL REFERENCES "research_work" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "research_workfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "file" varchar(200) NOT NULL, "role" varchar(8) NOT NULL, "language" varchar(10) NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "version_id" bigint NOT NULL REFERENCES "research_workversion" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "research_worktheme" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "focus" varchar(60) NOT NULL, "work_id" bigint NOT NULL REFERENCES "research_work" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "a_theme_once" UNIQUE ("work_id", "focus"));
CREATE TABLE "research_workuse" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "day" date NOT NULL, "source" varchar(300) NOT NULL, "url" varchar(300) NOT NULL, "words" text NOT NULL, "language" varchar(10) NOT NULL, "exchange" integer unsigned NULL CHECK ("exchange" >= 0), "withdrawn_at" datetime NULL, "created_at" datetime NOT NULL, "authority_id" bigint NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "consultation_id" bigint NULL REFERENCES "consultations_consultation" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "work_id" bigint NOT NULL REFERENCES "research_work" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "research_workversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" smallint unsigned NOT NULL CHECK ("number" >= 0), "day" date NOT NULL, "note_zh" text NOT NULL, "note_en" text NOT NULL, "recommendations_zh" text NOT NULL, "recommendations_en" text NOT NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "work_id" bigint NOT NULL REFERENCES "research_work" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_version_of_a_number" UNIQUE ("work_id", "number"));
CREATE TABLE "returns_return" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "state" varchar(12) NOT NULL, "answers" text NOT NULL CHECK ((JSON_VALID("answers") OR "answers" IS NULL)), "is_unchanged" bool NOT NULL, "note" text NOT NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "saved_at" datetime NULL, "sent_at" datetime NULL, "accepted_at" datetime NULL, "accepted_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "sent_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "round_id" bigint NOT NULL REFERENCES "returns_returnround" ("id") DEFERRABLE INITIALLY DEFERRED, "saved_from" varchar(24) NOT NULL, "confirmed_by" varchar(200) NOT NULL, "table_id" bigint NULL REFERENCES "returns_returntable" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_return_of_an_organisation_for_a_year" UNIQUE ("round_id", "organisation_id"));
CREATE TABLE "returns_returnround" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "year" smallint unsigned NOT NULL UNIQUE CHECK ("year" >= 0), "closes_on" date NULL, "created_at" datetime NOT NULL, "closed_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "returns_returnround_asked" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "returnround_id" bigint NOT NULL REFERENCES "returns_returnround" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "registry_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "returns_returntable" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file_name" varchar(200) NOT NULL, "rows" text NOT NULL CHECK ((JSON_VALID("rows") OR "rows" IS NULL)), "before" text NOT NULL CHECK ((JSON_VALID("before") OR "before" IS NULL)), "created_at" datetime NOT NULL, "confirmed_at" datetime NULL, "undone_at" datetime NULL, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "round_id" bigint NOT NULL REFERENCES "returns_returnround" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "taggit_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL UNIQUE, "slug" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "taggit_taggeditem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" integer NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq" UNIQUE ("content_type_id", "object_id", "tag_id"));
CREATE TABLE "wagtail_localize_localesynchronization" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "locale_id" integer NOT NULL UNIQUE REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "sync_from_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_overridablesegment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" integer unsigned NOT NULL CHECK ("order" >= 0), "data_json" text NOT NULL, "context_id" integer NOT NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_relatedobjectsegment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" integer unsigned NOT NULL CHECK ("order" >= 0), "context_id" integer NOT NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" char(32) NOT NULL REFERENCES "wagtail_localize_translatableobject" ("translation_key") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_segmentoverride" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "data_json" text NOT NULL, "has_error" bool NOT NULL, "field_error" text NOT NULL, "context_id" integer NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "last_translated_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_string" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data_hash" char(32) NOT NULL, "data" text NOT NULL, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_stringsegment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" integer unsigned NOT NULL CHECK ("order" >= 0), "attrs" text NOT NULL, "context_id" integer NOT NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED, "string_id" integer NOT NULL REFERENCES "wagtail_localize_string" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_stringtranslation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "context_id" integer NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "translation_of_id" integer NOT NULL REFERENCES "wagtail_localize_string" ("id") DEFERRABLE INITIALLY DEFERRED, "tool_name" varchar(255) NOT NULL, "translation_type" varchar(20) NOT NULL, "last_translated_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "field_error" text NOT NULL, "has_error" bool NOT NULL);
CREATE TABLE "wagtail_localize_template" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "template" text NOT NULL, "template_format" varchar(100) NOT NULL, "string_count" integer unsigned NOT NULL CHECK ("string_count" >= 0));
CREATE TABLE "wagtail_localize_templatesegment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" integer unsigned NOT NULL CHECK ("order" >= 0), "context_id" integer NOT NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED, "template_id" integer NOT NULL REFERENCES "wagtail_localize_template" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_translatableobject" ("translation_key" char(32) NOT NULL PRIMARY KEY, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_translation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "translations_last_updated_at" datetime NULL, "destination_last_updated_at" datetime NULL, "enabled" bool NOT NULL, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED, "target_locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_translationcontext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path_id" char(32) NOT NULL, "path" text NOT NULL, "object_id" char(32) NOT NULL REFERENCES "wagtail_localize_translatableobject" ("translation_key") DEFERRABLE INITIALLY DEFERRED, "field_path" text NOT NULL);
CREATE TABLE "wagtail_localize_translationlog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_translationsource" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_repr" text NOT NULL, "content_json" text NOT NULL, "created_at" datetime NOT NULL, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" char(32) NOT NULL REFERENCES "wagtail_localize_translatableobject" ("translation_key") DEFERRABLE INITIALLY DEFERRED, "specific_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "last_updated_at" datetime NOT NULL, "schema_version" varchar(255) NOT NULL);
CREATE TABLE "wagtailadmin_admin" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT);
CREATE TABLE "wagtailadmin_editingsession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "last_seen_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "is_editing" bool NOT NULL);
CREATE TABLE "wagtailadmin_formstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" text NOT NULL, "object_id" varchar(255) NOT NULL, "parent_object_id" varchar(255) NOT NULL, "last_updated_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_apitoken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "key_hash" varchar(64) NOT NULL UNIQUE, "prefix" varchar(16) NOT NULL, "created" datetime NOT NULL, "revoked_at" datetime NULL, "last_used_at" datetime NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_collectionviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "restriction_type" varchar(20) NOT NULL, "password" varchar(255) NOT NULL, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collectionviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collectionviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_collectionviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_comment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "contentpath" text NOT NULL, "position" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "resolved_at" datetime NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "resolved_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_created_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_commentreply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "wagtailcore_comment" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask" ("task_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "groupapprovaltask_id" integer NOT NULL REFERENCES "wagtailcore_groupapprovaltask" ("task_ptr_id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupcollectionpermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_grouppagepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "unique_permission" UNIQUE ("group_id", "page_id", "permission_id"));
CREATE TABLE "wagtailcore_groupsitepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NOT NULL REFERENCES "wagtailcore_site" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_locale" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language_code" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "wagtailcore_modellogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "object_id" varchar(255) NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL, "uuid" char(32) NULL, "revision_id" integer NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "title" varchar(255) NOT NULL, "slug" varchar(255) NOT NULL, "live" bool NOT NULL, "has_unpublished_changes" bool NOT NULL, "url_path" text NOT NULL, "seo_title" varchar(255) NOT NULL, "show_in_menus" bool NOT NULL, "search_description" text NOT NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "expired" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locked" bool NOT NULL, "latest_revision_created_at" datetime NULL, "first_published_at" datetime NULL, "live_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "last_published_at" datetime NULL, "draft_title" varchar(255) NOT NULL, "locked_at" datetime NULL, "locked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "translation_key" char(32) NOT NULL, "alias_of_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "latest_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pagelogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL, "revision_id" integer NULL, "user_id" bigint NULL, "uuid" char(32) NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_pagesubscription" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "comment_notifications" bool NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pageviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(255) NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "restriction_type" varchar(20) NOT NULL);
CREATE TABLE "wagtailcore_pageviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "pageviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_pageviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_referenceindex" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "to_object_id" varchar(255) NOT NULL, "model_path" text NOT NULL, "content_path" text NOT NULL, "content_path_hash" char(32) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "to_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_revision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "approved_go_live_at" datetime NULL, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "object_id" varchar(255) NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "object_str" text NOT NULL);
CREATE TABLE "wagtailcore_site" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "hostname" varchar(255) NOT NULL, "port" integer NOT NULL, "is_default_site" bool NOT NULL, "root_page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_task" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_taskstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "started_at" datetime NOT NULL, "finished_at" datetime NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_state_id" integer NOT NULL REFERENCES "wagtailcore_workflowstate" ("id") DEFERRABLE INITIALLY DEFERRED, "finished_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "comment" text NOT NULL, "revision_id" integer NOT NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_uploadedfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(200) NOT NULL, "for_content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL);
CREATE TABLE "wagtailcore_workflowcontenttype" ("content_type_id" integer NOT NULL PRIMARY KEY REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowpage" ("page_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "created_at" datetime NOT NULL, "current_task_state_id" integer NULL UNIQUE REFERENCES "wagtailcore_taskstate" ("id") DEFERRABLE INITIALLY DEFERRED, "requested_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" varchar(255) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowtask" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtaildocs_document" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "created_at" datetime NOT NULL, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "file_size" bigint unsigned NULL CHECK ("file_size" >= 0));
CREATE TABLE "wagtailembeds_embed" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "url" text NOT NULL, "max_width" smallint NULL, "type" varchar(10) NOT NULL, "html" text NOT NULL, "title" text NOT NULL, "author_name" text NOT NULL, "provider_name" text NOT NULL, "width" integer NULL, "height" integer NULL, "last_updated" datetime NOT NULL, "hash" varchar(32) NOT NULL UNIQUE, "thumbnail_url" text NOT NULL, "cache_until" datetime NULL);
CREATE TABLE "wagtailforms_formsubmission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "submit_time" datetime NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "form_data" text NOT NULL CHECK ((JSON_VALID("form_data") OR "form_data" IS NULL)));
CREATE TABLE "wagtailimages_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "width" integer NOT NULL, "height" integer NOT NULL, "created_at" datetime NOT NULL, "focal_point_x" integer unsigned NULL CHECK ("focal_point_x" >= 0), "focal_point_y" integer unsigned NULL CHECK ("focal_point_y" >= 0), "focal_point_width" integer unsigned NULL CHECK ("focal_point_width" >= 0), "focal_point_height" integer unsigned NULL CHECK ("focal_point_height" >= 0), "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "file_size" integer unsigned NULL CHECK ("file_size" >= 0), "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "description" varchar(255) NOT NULL);
CREATE TABLE "wagtailimages_rendition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "width" integer NOT NULL, "height" integer NOT NULL, "focal_point_key" varchar(16) NOT NULL, "filter_spec" varchar(255) NOT NULL, "image_id" integer NOT NULL REFERENCES "wagtailimages_image" ("id") DEFERRABLE INITIALLY DEFERRED, "file" varchar(100) NOT NULL);
CREATE TABLE "wagtailredirects_redirect" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "old_path" varchar(255) NOT NULL, "is_permanent" bool NOT NULL, "redirect_link" varchar(255) NOT NULL, "redirect_page_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NULL REFERENCES "wagtailcore_site" ("id") DEFERRABLE INITIALLY DEFERRED, "automatically_created" bool NOT NULL, "created_at" datetime NULL, "redirect_page_route_path" varchar(255) NOT NULL);
CREATE TABLE "wagtailsearch_indexentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(50) NOT NULL, "title_norm" real NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "autocomplete" text NULL, "body" text NULL, "title" text NOT NULL);
CREATE VIRTUAL TABLE wagtailsearch_indexentry_fts USING fts5(autocomplete, body, title);
CREATE TABLE "wagtailusers_userprofile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "submitted_notifications" bool NOT NULL, "approved_notifications" bool NOT NULL, "rejected_notifications" bool NOT NULL, "user_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "preferred_language" varchar(10) NOT NULL, "current_time_zone" varchar(40) NOT NULL, "avatar" varchar(100) NOT NULL, "updated_comments_notifications" bool NOT NULL, "dismissibles" text NOT NULL CHECK ((JSON_VALID("dismissibles") OR "dismissibles" IS NULL)), "theme" varchar(40) NOT NULL, "density" varchar(40) NOT NULL, "contrast" varchar(40) NOT NULL, "keyboard_shortcuts" bool NOT NULL);
INSERT INTO "auth_group" ("id", "name") VALUES (1, 'Moderators');
INSERT INTO "auth_group" ("id", "name") VALUES (2, 'Editors');
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (1, 2, 109);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (2, 1, 109);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (3, 2, 110);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (4, 1, 110);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (5, 2, 112);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (6, 2, 113);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (7, 2, 111);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (8, 1, 112);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (9, 1, 113);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (10, 1, 111);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (11, 2, 114);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (12, 1, 114);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (13, 2, 115);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (14, 2, 116);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (15, 2, 117);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (16, 1, 115);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (17, 1, 116);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (18, 1, 117);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (19, 2, 118);
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES (20, 1, 118);
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (1, 3, 'add_locale', 'Can add locale');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (2, 3, 'change_locale', 'Can change locale');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (3, 3, 'delete_locale', 'Can delete locale');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (4, 3, 'view_locale', 'Can view locale');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (5, 4, 'add_site', 'Can add site');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (6, 4, 'change_site', 'Can change site');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (7, 4, 'delete_site', 'Can delete site');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (8, 4, 'view_site', 'Can view site');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (9, 5, 'add_groupsitepermission', 'Can add group site permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (10, 5, 'change_groupsitepermission', 'Can change group site permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (11, 5, 'delete_groupsitepermission', 'Can delete group site permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (12, 5, 'view_groupsitepermission', 'Can view group site permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (13, 6, 'add_apitoken', 'Can add API token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (14, 6, 'change_apitoken', 'Can change API token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (15, 6, 'delete_apitoken', 'Can delete API token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (16, 6, 'view_apitoken', 'Can view API token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (17, 7, 'add_modellogentry', 'Can add model log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (18, 7, 'change_modellogentry', 'Can change model log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (19, 7, 'delete_modellogentry', 'Can delete model log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (20, 7, 'view_modellogentry', 'Can view model log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (21, 8, 'add_revision', 'Can add revision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (22, 8, 'change_revision', 'Can change revision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (23, 8, 'delete_revision', 'Can delete revision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (24, 8, 'view_revision', 'Can view revision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (25, 9, 'add_collectionviewrestriction', 'Can add collection view restriction');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (26, 9, 'change_collectionviewrestriction', 'Can change collection view restriction');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (27, 9, 'delete_collectionviewrestriction', 'Can delete collection view restriction');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (28, 9, 'view_collectionviewrestriction', 'Can view collection view restriction');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (29, 10, 'add_collection', 'Can add collection');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (30, 10, 'change_collection', 'Can change collection');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (31, 10, 'delete_collection', 'Can delete collection');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (32, 10, 'view_collection', 'Can view collection');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (33, 11, 'add_groupcollectionpermission', 'Can add group collection permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (34, 11, 'change_groupcollectionpermission', 'Can change group collection permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (35, 11, 'delete_groupcollectionpermission', 'Can delete group collection permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (36, 11, 'view_groupcollectionpermission', 'Can view group collection permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (37, 12, 'add_uploadedfile', 'Can add uploaded file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (38, 12, 'change_uploadedfile', 'Can change uploaded file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (39, 12, 'delete_uploadedfile', 'Can delete uploaded file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (40, 12, 'view_uploadedfile', 'Can view uploaded file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (41, 13, 'add_workflowcontenttype', 'Can add workflow content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (42, 13, 'change_workflowcontenttype', 'Can change workflow content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (43, 13, 'delete_workflowcontenttype', 'Can delete workflow content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (44, 13, 'view_workflowcontenttype', 'Can view workflow content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (45, 14, 'add_workflowstate', 'Can add Workflow state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (46, 14, 'change_workflowstate', 'Can change Workflow state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (47, 14, 'delete_workflowstate', 'Can delete Workflow state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (48, 14, 'view_workflowstate', 'Can view Workflow state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (49, 15, 'add_workflow', 'Can add workflow');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (50, 15, 'change_workflow', 'Can change workflow');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (51, 15, 'delete_workflow', 'Can delete workflow');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (52, 15, 'view_workflow', 'Can view workflow');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (53, 16, 'add_workflowtask', 'Can add workflow task order');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (54, 16, 'change_workflowtask', 'Can change workflow task order');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (55, 16, 'delete_workflowtask', 'Can delete workflow task order');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (56, 16, 'view_workflowtask', 'Can view workflow task order');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (57, 17, 'add_task', 'Can add task');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (58, 17, 'change_task', 'Can change task');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (59, 17, 'delete_task', 'Can delete task');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (60, 17, 'view_task', 'Can view task');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (61, 2, 'add_groupapprovaltask', 'Can add Group approval task');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (62, 2, 'change_groupapprovaltask', 'Can change Group approval task');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (63, 2, 'delete_groupapprovaltask', 'Can delete Group approval task');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (64, 2, 'view_groupapprovaltask', 'Can view Group approval task');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (65, 18, 'add_taskstate', 'Can add Task state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (66, 18, 'change_taskstate', 'Can change Task state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (67, 18, 'delete_taskstate', 'Can delete Task state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (68, 18, 'view_taskstate', 'Can view Task state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (69, 1, 'add_page', 'Can add page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (70, 1, 'change_page', 'Can change page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (71, 1, 'delete_page', 'Can delete page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (72, 1, 'view_page', 'Can view page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (73, 1, 'bulk_delete_page', 'Delete pages with children');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (74, 1, 'lock_page', 'Lock/unlock pages you''ve locked');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (75, 1, 'publish_page', 'Publish any page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (76, 1, 'unlock_page', 'Unlock any page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (77, 19, 'add_grouppagepermission', 'Can add group page permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (78, 19, 'change_grouppagepermission', 'Can change group page permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (79, 19, 'delete_grouppagepermission', 'Can delete group page permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (80, 19, 'view_grouppagepermission', 'Can view group page permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (81, 20, 'add_pageviewrestriction', 'Can add page view restriction');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (82, 20, 'change_pageviewrestriction', 'Can change page view restriction');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (83, 20, 'delete_pageviewrestriction', 'Can delete page view restriction');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (84, 20, 'view_pageviewrestriction', 'Can view page view restriction');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (85, 21, 'add_workflowpage', 'Can add workflow page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (86, 21, 'change_workflowpage', 'Can change workflow page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (87, 21, 'delete_workflowpage', 'Can delete workflow page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (88, 21, 'view_workflowpage', 'Can view workflow page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (89, 22, 'add_pagelogentry', 'Can add page log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (90, 22, 'change_pagelogentry', 'Can change page log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (91, 22, 'delete_pagelogentry', 'Can delete page log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (92, 22, 'view_pagelogentry', 'Can view page log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (93, 23, 'add_comment', 'Can add comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (94, 23, 'change_comment', 'Can change comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (95, 23, 'delete_comment', 'Can delete comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (96, 23, 'view_comment', 'Can view comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (97, 24, 'add_commentreply', 'Can add comment reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (98, 24, 'change_commentreply', 'Can change comment reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (99, 24, 'delete_commentreply', 'Can delete comment reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (100, 24, 'view_commentreply', 'Can view comment reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (101, 25, 'add_pagesubscription', 'Can add page subscription');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (102, 25, 'change_pagesubscription', 'Can change page subscription');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (103, 25, 'delete_pagesubscription', 'Can delete page subscription');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (104, 25, 'view_pagesubscription', 'Can view page subscription');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (105, 26, 'add_referenceindex', 'Can add reference index');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (106, 26, 'change_referenceindex', 'Can change reference index');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (107, 26, 'delete_referenceindex', 'Can delete reference index');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (108, 26, 'view_referenceindex', 'Can view reference index');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (109, 27, 'submit_translation', 'Can submit translations');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (110, 28, 'access_admin', 'Can access Wagtail admin');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (111, 29, 'add_document', 'Can add document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (112, 29, 'change_document', 'Can change document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (113, 29, 'delete_document', 'Can delete document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (114, 29, 'choose_document', 'Can choose document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (115, 30, 'add_image', 'Can add image');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (116, 30, 'change_image', 'Can change image');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (117, 30, 'delete_image', 'Can delete image');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (118, 30, 'choose_image', 'Can choose image');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (119, 31, 'add_user', 'Can add user');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (120, 31, 'change_user', 'Can change user');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (121, 31, 'delete_user', 'Can delete user');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (122, 31, 'view_user', 'Can view user');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (123, 32, 'add_device', 'Can add device');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (124, 32, 'change_device', 'Can change device');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (125, 32, 'delete_device', 'Can delete device');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (126, 32, 'view_device', 'Can view device');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (127, 33, 'add_guess', 'Can add guess');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (128, 33, 'change_guess', 'Can change guess');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (129, 33, 'delete_guess', 'Can delete guess');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (130, 33, 'view_guess', 'Can view guess');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (131, 34, 'add_session', 'Can add session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (132, 34, 'change_session', 'Can change session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (133, 34, 'delete_session', 'Can delete session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (134, 34, 'view_session', 'Can view session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (135, 35, 'add_requestcount', 'Can add request count');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (136, 35, 'change_requestcount', 'Can change request count');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (137, 35, 'delete_requestcount', 'Can delete request count');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (138, 35, 'view_requestcount', 'Can view request count');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (139, 36, 'add_auditentry', 'Can add audit entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (140, 36, 'change_auditentry', 'Can change audit entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (141, 36, 'delete_auditentry', 'Can delete audit entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (142, 36, 'view_auditentry', 'Can view audit entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (143, 37, 'add_mail', 'Can add mail');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (144, 37, 'change_mail', 'Can change mail');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (145, 37, 'delete_mail', 'Can delete mail');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (146, 37, 'view_mail', 'Can view mail');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (147, 38, 'add_follower', 'Can add follower');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (148, 38, 'change_follower', 'Can change follower');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (149, 38, 'delete_follower', 'Can delete follower');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (150, 38, 'view_follower', 'Can view follower');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (151, 39, 'add_following', 'Can add following');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (152, 39, 'change_following', 'Can change following');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (153, 39, 'delete_following', 'Can delete following');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (154, 39, 'view_following', 'Can view following');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (155, 40, 'add_job', 'Can add job');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (156, 40, 'change_job', 'Can change job');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (157, 40, 'delete_job', 'Can delete job');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (158, 40, 'view_job', 'Can view job');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (159, 41, 'add_organisation', 'Can add organisation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (160, 41, 'change_organisation', 'Can change organisation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (161, 41, 'delete_organisation', 'Can delete organisation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (162, 41, 'view_organisation', 'Can view organisation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (163, 42, 'add_seat', 'Can add seat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (164, 42, 'change_seat', 'Can change seat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (165, 42, 'delete_seat', 'Can delete seat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (166, 42, 'view_seat', 'Can view seat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (167, 43, 'add_calendar', 'Can add calendar');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (168, 43, 'change_calendar', 'Can change calendar');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (169, 43, 'delete_calendar', 'Can delete calendar');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (170, 43, 'view_calendar', 'Can view calendar');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (171, 44, 'add_calendarday', 'Can add calendar day');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (172, 44, 'change_calendarday', 'Can change calendar day');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (173, 44, 'delete_calendarday', 'Can delete calendar day');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (174, 44, 'view_calendarday', 'Can view calendar day');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (175, 45, 'add_changeevent', 'Can add change event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (176, 45, 'change_changeevent', 'Can change change event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (177, 45, 'delete_changeevent', 'Can delete change event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (178, 45, 'view_changeevent', 'Can view change event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (179, 46, 'add_changeside', 'Can add change side');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (180, 46, 'change_changeside', 'Can change change side');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (181, 46, 'delete_changeside', 'Can delete change side');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (182, 46, 'view_changeside', 'Can view change side');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (183, 47, 'add_contextevent', 'Can add context event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (184, 47, 'change_contextevent', 'Can change context event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (185, 47, 'delete_contextevent', 'Can delete context event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (186, 47, 'view_contextevent', 'Can view context event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (187, 48, 'add_fact', 'Can add fact');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (188, 48, 'change_fact', 'Can change fact');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (189, 48, 'delete_fact', 'Can delete fact');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (190, 48, 'view_fact', 'Can view fact');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (191, 49, 'add_fileimport', 'Can add file import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (192, 49, 'change_fileimport', 'Can change file import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (193, 49, 'delete_fileimport', 'Can delete file import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (194, 49, 'view_fileimport', 'Can view file import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (195, 50, 'add_focusarea', 'Can add focus area');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (196, 50, 'change_focusarea', 'Can change focus area');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (197, 50, 'delete_focusarea', 'Can delete focus area');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (198, 50, 'view_focusarea', 'Can view focus area');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (199, 51, 'add_focuschange', 'Can add focus change');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (200, 51, 'change_focuschange', 'Can change focus change');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (201, 51, 'delete_focuschange', 'Can delete focus change');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (202, 51, 'view_focuschange', 'Can view focus change');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (203, 52, 'add_formerseat', 'Can add former seat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (204, 52, 'change_formerseat', 'Can change former seat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (205, 52, 'delete_formerseat', 'Can delete former seat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (206, 52, 'view_formerseat', 'Can view former seat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (207, 53, 'add_logofile', 'Can add logo file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (208, 53, 'change_logofile', 'Can change logo file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (209, 53, 'delete_logofile', 'Can delete logo file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (210, 53, 'view_logofile', 'Can view logo file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (211, 54, 'add_membership', 'Can add membership');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (212, 54, 'change_membership', 'Can change membership');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (213, 54, 'delete_membership', 'Can delete membership');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (214, 54, 'view_membership', 'Can view membership');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (215, 55, 'add_network', 'Can add network');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (216, 55, 'change_network', 'Can change network');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (217, 55, 'delete_network', 'Can delete network');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (218, 55, 'view_network', 'Can view network');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (219, 56, 'add_invitation', 'Can add invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (220, 56, 'change_invitation', 'Can change invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (221, 56, 'delete_invitation', 'Can delete invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (222, 56, 'view_invitation', 'Can view invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (223, 57, 'add_coordination', 'Can add coordination');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (224, 57, 'change_coordination', 'Can change coordination');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (225, 57, 'delete_coordination', 'Can delete coordination');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (226, 57, 'view_coordination', 'Can view coordination');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (227, 58, 'add_dutyreminder', 'Can add duty reminder');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (228, 58, 'change_dutyreminder', 'Can change duty reminder');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (229, 58, 'delete_dutyreminder', 'Can delete duty reminder');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (230, 58, 'view_dutyreminder', 'Can view duty reminder');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (231, 59, 'add_forwardingline', 'Can add forwarding line');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (232, 59, 'change_forwardingline', 'Can change forwarding line');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (233, 59, 'delete_forwardingline', 'Can delete forwarding line');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (234, 59, 'view_forwardingline', 'Can view forwarding line');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (235, 60, 'add_membershiprequest', 'Can add membership request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (236, 60, 'change_membershiprequest', 'Can change membership request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (237, 60, 'delete_membershiprequest', 'Can delete membership request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (238, 60, 'view_membershiprequest', 'Can view membership request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (239, 61, 'add_formername', 'Can add former name');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (240, 61, 'change_formername', 'Can change former name');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (241, 61, 'delete_formername', 'Can delete former name');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (242, 61, 'view_formername', 'Can view former name');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (243, 62, 'add_memberfigures', 'Can add member figures');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (244, 62, 'change_memberfigures', 'Can change member figures');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (245, 62, 'delete_memberfigures', 'Can delete member figures');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (246, 62, 'view_memberfigures', 'Can view member figures');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (247, 63, 'add_returnround', 'Can add return round');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (248, 63, 'change_returnround', 'Can change return round');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (249, 63, 'delete_returnround', 'Can delete return round');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (250, 63, 'view_returnround', 'Can view return round');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (251, 64, 'add_return', 'Can add return');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (252, 64, 'change_return', 'Can change return');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (253, 64, 'delete_return', 'Can delete return');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (254, 64, 'view_return', 'Can view return');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (255, 65, 'add_returntable', 'Can add return table');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (256, 65, 'change_returntable', 'Can change return table');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (257, 65, 'delete_returntable', 'Can delete return table');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (258, 65, 'view_returntable', 'Can view return table');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (259, 66, 'add_exchange', 'Can add exchange');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (260, 66, 'change_exchange', 'Can change exchange');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (261, 66, 'delete_exchange', 'Can delete exchange');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (262, 66, 'view_exchange', 'Can view exchange');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (263, 67, 'add_checkpoint', 'Can add checkpoint');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (264, 67, 'change_checkpoint', 'Can change checkpoint');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (265, 67, 'delete_checkpoint', 'Can delete checkpoint');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (266, 67, 'view_checkpoint', 'Can view checkpoint');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (267, 68, 'add_legalground', 'Can add legal ground');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (268, 68, 'change_legalground', 'Can change legal ground');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (269, 68, 'delete_legalground', 'Can delete legal ground');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (270, 68, 'view_legalground', 'Can view legal ground');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (271, 69, 'add_logkey', 'Can add log key');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (272, 69, 'change_logkey', 'Can change log key');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (273, 69, 'delete_logkey', 'Can delete log key');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (274, 69, 'view_logkey', 'Can view log key');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (275, 70, 'add_witness', 'Can add witness');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (276, 70, 'change_witness', 'Can change witness');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (277, 70, 'delete_witness', 'Can delete witness');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (278, 70, 'view_witness', 'Can view witness');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (279, 71, 'add_columnmapping', 'Can add column mapping');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (280, 71, 'change_columnmapping', 'Can change column mapping');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (281, 71, 'delete_columnmapping', 'Can delete column mapping');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (282, 71, 'view_columnmapping', 'Can view column mapping');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (283, 72, 'add_cosignature', 'Can add cosignature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (284, 72, 'change_cosignature', 'Can change cosignature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (285, 72, 'delete_cosignature', 'Can delete cosignature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (286, 72, 'view_cosignature', 'Can view cosignature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (287, 73, 'add_exchangedocument', 'Can add exchange document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (288, 73, 'change_exchangedocument', 'Can change exchange document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (289, 73, 'delete_exchangedocument', 'Can delete exchange document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (290, 73, 'view_exchangedocument', 'Can view exchange document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (291, 74, 'add_logentry', 'Can add log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (292, 74, 'change_logentry', 'Can change log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (293, 74, 'delete_logentry', 'Can delete log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (294, 74, 'view_logentry', 'Can view log entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (295, 75, 'add_logopening', 'Can add log opening');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (296, 75, 'change_logopening', 'Can change log opening');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (297, 75, 'delete_logopening', 'Can delete log opening');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (298, 75, 'view_logopening', 'Can view log opening');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (299, 76, 'add_tableimport', 'Can add table import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (300, 76, 'change_tableimport', 'Can change table import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (301, 76, 'delete_tableimport', 'Can delete table import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (302, 76, 'view_tableimport', 'Can view table import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (303, 77, 'add_thread', 'Can add thread');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (304, 77, 'change_thread', 'Can change thread');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (305, 77, 'delete_thread', 'Can delete thread');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (306, 77, 'view_thread', 'Can view thread');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (307, 78, 'add_countdispute', 'Can add count dispute');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (308, 78, 'change_countdispute', 'Can change count dispute');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (309, 78, 'delete_countdispute', 'Can delete count dispute');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (310, 78, 'view_countdispute', 'Can view count dispute');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (311, 79, 'add_figureset', 'Can add figure set');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (312, 79, 'change_figureset', 'Can change figure set');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (313, 79, 'delete_figureset', 'Can delete figure set');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (314, 79, 'view_figureset', 'Can view figure set');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (315, 80, 'add_instrument', 'Can add instrument');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (316, 80, 'change_instrument', 'Can change instrument');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (317, 80, 'delete_instrument', 'Can delete instrument');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (318, 80, 'view_instrument', 'Can view instrument');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (319, 81, 'add_version', 'Can add version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (320, 81, 'change_version', 'Can change version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (321, 81, 'delete_version', 'Can delete version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (322, 81, 'view_version', 'Can view version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (323, 82, 'add_expression', 'Can add expression');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (324, 82, 'change_expression', 'Can change expression');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (325, 82, 'delete_expression', 'Can delete expression');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (326, 82, 'view_expression', 'Can view expression');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (327, 83, 'add_provision', 'Can add provision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (328, 83, 'change_provision', 'Can change provision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (329, 83, 'delete_provision', 'Can delete provision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (330, 83, 'view_provision', 'Can view provision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (331, 84, 'add_draftedition', 'Can add draft edition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (332, 84, 'change_draftedition', 'Can change draft edition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (333, 84, 'delete_draftedition', 'Can delete draft edition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (334, 84, 'view_draftedition', 'Can view draft edition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (335, 85, 'add_draftprovision', 'Can add draft provision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (336, 85, 'change_draftprovision', 'Can change draft provision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (337, 85, 'delete_draftprovision', 'Can delete draft provision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (338, 85, 'view_draftprovision', 'Can view draft provision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (339, 86, 'add_draftchange', 'Can add draft change');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (340, 86, 'change_draftchange', 'Can change draft change');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (341, 86, 'delete_draftchange', 'Can delete draft change');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (342, 86, 'view_draftchange', 'Can view draft change');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (343, 87, 'add_writtendraft', 'Can add written draft');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (344, 87, 'change_writtendraft', 'Can change written draft');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (345, 87, 'delete_writtendraft', 'Can delete written draft');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (346, 87, 'view_writtendraft', 'Can view written draft');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (347, 88, 'add_draftwords', 'Can add draft words');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (348, 88, 'change_draftwords', 'Can change draft words');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (349, 88, 'delete_draftwords', 'Can delete draft words');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (350, 88, 'view_draftwords', 'Can view draft words');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (351, 89, 'add_goal', 'Can add goal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (352, 89, 'change_goal', 'Can change goal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (353, 89, 'delete_goal', 'Can delete goal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (354, 89, 'view_goal', 'Can view goal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (355, 90, 'add_indicator', 'Can add indicator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (356, 90, 'change_indicator', 'Can change indicator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (357, 90, 'delete_indicator', 'Can delete indicator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (358, 90, 'view_indicator', 'Can view indicator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (359, 91, 'add_initiative', 'Can add initiative');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (360, 91, 'change_initiative', 'Can change initiative');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (361, 91, 'delete_initiative', 'Can delete initiative');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (362, 91, 'view_initiative', 'Can view initiative');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (363, 92, 'add_goalreview', 'Can add goal review');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (364, 92, 'change_goalreview', 'Can change goal review');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (365, 92, 'delete_goalreview', 'Can delete goal review');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (366, 92, 'view_goalreview', 'Can view goal review');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (367, 93, 'add_consultationtie', 'Can add consultation tie');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (368, 93, 'change_consultationtie', 'Can change consultation tie');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (369, 93, 'delete_consultationtie', 'Can delete consultation tie');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (370, 93, 'view_consultationtie', 'Can view consultation tie');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (371, 94, 'add_initiativedocument', 'Can add initiative document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (372, 94, 'change_initiativedocument', 'Can change initiative document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (373, 94, 'delete_initiativedocument', 'Can delete initiative document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (374, 94, 'view_initiativedocument', 'Can view initiative document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (375, 95, 'add_initiativefocus', 'Can add initiative focus');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (376, 95, 'change_initiativefocus', 'Can change initiative focus');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (377, 95, 'delete_initiativefocus', 'Can delete initiative focus');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (378, 95, 'view_initiativefocus', 'Can view initiative focus');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (379, 96, 'add_initiativemoney', 'Can add initiative money');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (380, 96, 'change_initiativemoney', 'Can change initiative money');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (381, 96, 'delete_initiativemoney', 'Can delete initiative money');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (382, 96, 'view_initiativemoney', 'Can view initiative money');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (383, 97, 'add_initiativepart', 'Can add initiative part');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (384, 97, 'change_initiativepart', 'Can change initiative part');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (385, 97, 'delete_initiativepart', 'Can delete initiative part');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (386, 97, 'view_initiativepart', 'Can view initiative part');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (387, 98, 'add_lineageevent', 'Can add lineage event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (388, 98, 'change_lineageevent', 'Can change lineage event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (389, 98, 'delete_lineageevent', 'Can delete lineage event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (390, 98, 'view_lineageevent', 'Can view lineage event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (391, 99, 'add_founder', 'Can add founder');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (392, 99, 'change_founder', 'Can change founder');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (393, 99, 'delete_founder', 'Can delete founder');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (394, 99, 'view_founder', 'Can view founder');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (395, 100, 'add_lineageside', 'Can add lineage side');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (396, 100, 'change_lineageside', 'Can change lineage side');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (397, 100, 'delete_lineageside', 'Can delete lineage side');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (398, 100, 'view_lineageside', 'Can view lineage side');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (399, 101, 'add_observation', 'Can add observation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (400, 101, 'change_observation', 'Can change observation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (401, 101, 'delete_observation', 'Can delete observation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (402, 101, 'view_observation', 'Can view observation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (403, 102, 'add_goaltie', 'Can add goal tie');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (404, 102, 'change_goaltie', 'Can change goal tie');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (405, 102, 'delete_goaltie', 'Can delete goal tie');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (406, 102, 'view_goaltie', 'Can view goal tie');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (407, 103, 'add_inquiry', 'Can add inquiry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (408, 103, 'change_inquiry', 'Can change inquiry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (409, 103, 'delete_inquiry', 'Can delete inquiry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (410, 103, 'view_inquiry', 'Can view inquiry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (411, 104, 'add_inquirybody', 'Can add inquiry body');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (412, 104, 'change_inquirybody', 'Can change inquiry body');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (413, 104, 'delete_inquirybody', 'Can delete inquiry body');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (414, 104, 'view_inquirybody', 'Can view inquiry body');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (415, 105, 'add_inquiryquestion', 'Can add inquiry question');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (416, 105, 'change_inquiryquestion', 'Can change inquiry question');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (417, 105, 'delete_inquiryquestion', 'Can delete inquiry question');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (418, 105, 'view_inquiryquestion', 'Can view inquiry question');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (419, 106, 'add_inquiryanswer', 'Can add inquiry answer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (420, 106, 'change_inquiryanswer', 'Can change inquiry answer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (421, 106, 'delete_inquiryanswer', 'Can delete inquiry answer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (422, 106, 'view_inquiryanswer', 'Can view inquiry answer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (423, 107, 'add_inquirytable', 'Can add inquiry table');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (424, 107, 'change_inquirytable', 'Can change inquiry table');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (425, 107, 'delete_inquirytable', 'Can delete inquiry table');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (426, 107, 'view_inquirytable', 'Can view inquiry table');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (427, 108, 'add_consultation', 'Can add consultation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (428, 108, 'change_consultation', 'Can change consultation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (429, 108, 'delete_consultation', 'Can delete consultation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (430, 108, 'view_consultation', 'Can view consultation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (431, 109, 'add_comment', 'Can add comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (432, 109, 'change_comment', 'Can change comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (433, 109, 'delete_comment', 'Can delete comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (434, 109, 'view_comment', 'Can view comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (435, 110, 'add_decision', 'Can add decision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (436, 110, 'change_decision', 'Can change decision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (437, 110, 'delete_decision', 'Can delete decision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (438, 110, 'view_decision', 'Can view decision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (439, 111, 'add_group', 'Can add group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (440, 111, 'change_group', 'Can change group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (441, 111, 'delete_group', 'Can delete group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (442, 111, 'view_group', 'Can view group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (443, 112, 'add_intake', 'Can add intake');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (444, 112, 'change_intake', 'Can change intake');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (445, 112, 'delete_intake', 'Can delete intake');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (446, 112, 'view_intake', 'Can view intake');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (447, 113, 'add_opinionresult', 'Can add opinion result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (448, 113, 'change_opinionresult', 'Can change opinion result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (449, 113, 'delete_opinionresult', 'Can delete opinion result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (450, 113, 'view_opinionresult', 'Can view opinion result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (451, 114, 'add_statement', 'Can add statement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (452, 114, 'change_statement', 'Can change statement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (453, 114, 'delete_statement', 'Can delete statement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (454, 114, 'view_statement', 'Can view statement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (455, 115, 'add_tally', 'Can add tally');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (456, 115, 'change_tally', 'Can change tally');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (457, 115, 'delete_tally', 'Can delete tally');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (458, 115, 'view_tally', 'Can view tally');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (459, 116, 'add_vote', 'Can add vote');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (460, 116, 'change_vote', 'Can change vote');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (461, 116, 'delete_vote', 'Can delete vote');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (462, 116, 'view_vote', 'Can view vote');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (463, 117, 'add_witness', 'Can add witness');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (464, 117, 'change_witness', 'Can change witness');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (465, 117, 'delete_witness', 'Can delete witness');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (466, 117, 'view_witness', 'Can view witness');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (467, 118, 'add_speakername', 'Can add speaker name');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (468, 118, 'change_speakername', 'Can change speaker name');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (469, 118, 'delete_speakername', 'Can delete speaker name');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (470, 118, 'view_speakername', 'Can view speaker name');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (471, 119, 'add_keptgrouping', 'Can add kept grouping');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (472, 119, 'change_keptgrouping', 'Can change kept grouping');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (473, 119, 'delete_keptgrouping', 'Can delete kept grouping');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (474, 119, 'view_keptgrouping', 'Can view kept grouping');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (475, 120, 'add_arrivingfile', 'Can add arriving file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (476, 120, 'change_arrivingfile', 'Can change arriving file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (477, 120, 'delete_arrivingfile', 'Can delete arriving file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (478, 120, 'view_arrivingfile', 'Can view arriving file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (479, 121, 'add_arrivingpart', 'Can add arriving part');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (480, 121, 'change_arrivingpart', 'Can change arriving part');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (481, 121, 'delete_arrivingpart', 'Can delete arriving part');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (482, 121, 'view_arrivingpart', 'Can view arriving part');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (483, 122, 'add_minorityopinion', 'Can add minority opinion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (484, 122, 'change_minorityopinion', 'Can change minority opinion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (485, 122, 'delete_minorityopinion', 'Can delete minority opinion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (486, 122, 'view_minorityopinion', 'Can view minority opinion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (487, 123, 'add_proposal', 'Can add proposal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (488, 123, 'change_proposal', 'Can change proposal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (489, 123, 'delete_proposal', 'Can delete proposal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (490, 123, 'view_proposal', 'Can view proposal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (491, 124, 'add_signature', 'Can add signature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (492, 124, 'change_signature', 'Can change signature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (493, 124, 'delete_signature', 'Can delete signature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (494, 124, 'view_signature', 'Can view signature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (495, 125, 'add_suggestion', 'Can add suggestion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (496, 125, 'change_suggestion', 'Can change suggestion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (497, 125, 'delete_suggestion', 'Can delete suggestion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (498, 125, 'view_suggestion', 'Can view suggestion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (499, 126, 'add_remark', 'Can add remark');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (500, 126, 'change_remark', 'Can change remark');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (501, 126, 'delete_remark', 'Can delete remark');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (502, 126, 'view_remark', 'Can view remark');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (503, 127, 'add_proposalversion', 'Can add proposal version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (504, 127, 'change_proposalversion', 'Can change proposal version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (505, 127, 'delete_proposalversion', 'Can delete proposal version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (506, 127, 'view_proposalversion', 'Can view proposal version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (507, 128, 'add_forwarding', 'Can add forwarding');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (508, 128, 'change_forwarding', 'Can change forwarding');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (509, 128, 'delete_forwarding', 'Can delete forwarding');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (510, 128, 'view_forwarding', 'Can view forwarding');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (511, 129, 'add_forwardeditem', 'Can add forwarded item');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (512, 129, 'change_forwardeditem', 'Can change forwarded item');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (513, 129, 'delete_forwardeditem', 'Can delete forwarded item');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (514, 129, 'view_forwardeditem', 'Can view forwarded item');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (515, 130, 'add_submission', 'Can add submission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (516, 130, 'change_submission', 'Can change submission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (517, 130, 'delete_submission', 'Can delete submission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (518, 130, 'view_submission', 'Can view submission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (519, 131, 'add_reply', 'Can add reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (520, 131, 'change_reply', 'Can change reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (521, 131, 'delete_reply', 'Can delete reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (522, 131, 'view_reply', 'Can view reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (523, 132, 'add_uptake', 'Can add uptake');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (524, 132, 'change_uptake', 'Can change uptake');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (525, 132, 'delete_uptake', 'Can delete uptake');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (526, 132, 'view_uptake', 'Can view uptake');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (527, 133, 'add_handover', 'Can add handover');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (528, 133, 'change_handover', 'Can change handover');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (529, 133, 'delete_handover', 'Can delete handover');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (530, 133, 'view_handover', 'Can view handover');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (531, 134, 'add_handoverreply', 'Can add handover reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (532, 134, 'change_handoverreply', 'Can change handover reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (533, 134, 'delete_handoverreply', 'Can delete handover reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (534, 134, 'view_handoverreply', 'Can view handover reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (535, 135, 'add_researchrequest', 'Can add research request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (536, 135, 'change_researchrequest', 'Can change research request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (537, 135, 'delete_researchrequest', 'Can delete research request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (538, 135, 'view_researchrequest', 'Can view research request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (539, 136, 'add_work', 'Can add work');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (540, 136, 'change_work', 'Can change work');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (541, 136, 'delete_work', 'Can delete work');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (542, 136, 'view_work', 'Can view work');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (543, 137, 'add_prize', 'Can add prize');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (544, 137, 'change_prize', 'Can change prize');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (545, 137, 'delete_prize', 'Can delete prize');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (546, 137, 'view_prize', 'Can view prize');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (547, 138, 'add_workauthor', 'Can add work author');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (548, 138, 'change_workauthor', 'Can change work author');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (549, 138, 'delete_workauthor', 'Can delete work author');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (550, 138, 'view_workauthor', 'Can view work author');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (551, 139, 'add_workuse', 'Can add work use');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (552, 139, 'change_workuse', 'Can change work use');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (553, 139, 'delete_workuse', 'Can delete work use');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (554, 139, 'view_workuse', 'Can view work use');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (555, 140, 'add_workversion', 'Can add work version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (556, 140, 'change_workversion', 'Can change work version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (557, 140, 'delete_workversion', 'Can delete work version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (558, 140, 'view_workversion', 'Can view work version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (559, 141, 'add_workfile', 'Can add work file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (560, 141, 'change_workfile', 'Can change work file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (561, 141, 'delete_workfile', 'Can delete work file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (562, 141, 'view_workfile', 'Can view work file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (563, 142, 'add_researchoffer', 'Can add research offer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (564, 142, 'change_researchoffer', 'Can change research offer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (565, 142, 'delete_researchoffer', 'Can delete research offer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (566, 142, 'view_researchoffer', 'Can view research offer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (567, 143, 'add_lawtrace', 'Can add law trace');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (568, 143, 'change_lawtrace', 'Can change law trace');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (569, 143, 'delete_lawtrace', 'Can delete law trace');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (570, 143, 'view_lawtrace', 'Can view law trace');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (571, 144, 'add_worktheme', 'Can add work theme');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (572, 144, 'change_worktheme', 'Can change work theme');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (573, 144, 'delete_worktheme', 'Can delete work theme');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (574, 144, 'view_worktheme', 'Can view work theme');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (575, 145, 'add_article', 'Can add Article · 文章');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (576, 145, 'change_article', 'Can change Article · 文章');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (577, 145, 'delete_article', 'Can delete Article · 文章');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (578, 145, 'view_article', 'Can view Article · 文章');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (579, 146, 'add_section', 'Can add Section · 栏目');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (580, 146, 'change_section', 'Can change Section · 栏目');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (581, 146, 'delete_section', 'Can delete Section · 栏目');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (582, 146, 'view_section', 'Can view Section · 栏目');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (583, 147, 'add_homepage', 'Can add First page · 首页');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (584, 147, 'change_homepage', 'Can change First page · 首页');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (585, 147, 'delete_homepage', 'Can delete First page · 首页');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (586, 147, 'view_homepage', 'Can view First page · 首页');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (587, 148, 'add_infopage', 'Can add Page · 页面');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (588, 148, 'change_infopage', 'Can change Page · 页面');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (589, 148, 'delete_infopage', 'Can delete Page · 页面');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (590, 148, 'view_infopage', 'Can view Page · 页面');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (591, 149, 'add_series', 'Can add Series · 系列');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (592, 149, 'change_series', 'Can change Series · 系列');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (593, 149, 'delete_series', 'Can delete Series · 系列');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (594, 149, 'view_series', 'Can view Series · 系列');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (595, 150, 'add_articletag', 'Can add article tag');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (596, 150, 'change_articletag', 'Can change article tag');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (597, 150, 'delete_articletag', 'Can delete article tag');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (598, 150, 'view_articletag', 'Can view article tag');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (599, 151, 'add_pagetext', 'Can add page text');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (600, 151, 'change_pagetext', 'Can change page text');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (601, 151, 'delete_pagetext', 'Can delete page text');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (602, 151, 'view_pagetext', 'Can view page text');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (603, 152, 'add_newsimport', 'Can add news import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (604, 152, 'change_newsimport', 'Can change news import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (605, 152, 'delete_newsimport', 'Can delete news import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (606, 152, 'view_newsimport', 'Can view news import');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (607, 153, 'add_importedpage', 'Can add imported page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (608, 153, 'change_importedpage', 'Can change imported page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (609, 153, 'delete_importedpage', 'Can delete imported page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (610, 153, 'view_importedpage', 'Can view imported page');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (611, 154, 'add_newsletterissue', 'Can add newsletter issue');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (612, 154, 'change_newsletterissue', 'Can change newsletter issue');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (613, 154, 'delete_newsletterissue', 'Can delete newsletter issue');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (614, 154, 'view_newsletterissue', 'Can view newsletter issue');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (615, 155, 'add_picture', 'Can add Picture · 图片');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (616, 155, 'change_picture', 'Can change Picture · 图片');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (617, 155, 'delete_picture', 'Can delete Picture · 图片');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (618, 155, 'view_picture', 'Can view Picture · 图片');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (619, 156, 'add_articlepicture', 'Can add article picture');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (620, 156, 'change_articlepicture', 'Can change article picture');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (621, 156, 'delete_articlepicture', 'Can delete article picture');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (622, 156, 'view_articlepicture', 'Can view article picture');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (623, 157, 'add_picturefile', 'Can add picture file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (624, 157, 'change_picturefile', 'Can change picture file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (625, 157, 'delete_picturefile', 'Can delete picture file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (626, 157, 'view_picturefile', 'Can view picture file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (627, 158, 'add_dump', 'Can add dump');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (628, 158, 'change_dump', 'Can change dump');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (629, 158, 'delete_dump', 'Can delete dump');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (630, 158, 'view_dump', 'Can view dump');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (631, 159, 'add_token', 'Can add token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (632, 159, 'change_token', 'Can change token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (633, 159, 'delete_token', 'Can delete token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (634, 159, 'view_token', 'Can view token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (635, 160, 'add_webhook', 'Can add webhook');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (636, 160, 'change_webhook', 'Can change webhook');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (637, 160, 'delete_webhook', 'Can delete webhook');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (638, 160, 'view_webhook', 'Can view webhook');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (639, 161, 'add_dumpfile', 'Can add dump file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (640, 161, 'change_dumpfile', 'Can change dump file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (641, 161, 'delete_dumpfile', 'Can delete dump file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (642, 161, 'view_dumpfile', 'Can view dump file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (643, 162, 'add_delivery', 'Can add delivery');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (644, 162, 'change_delivery', 'Can change delivery');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (645, 162, 'delete_delivery', 'Can delete delivery');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (646, 162, 'view_delivery', 'Can view delivery');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (647, 163, 'add_erasure', 'Can add erasure');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (648, 163, 'change_erasure', 'Can change erasure');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (649, 163, 'delete_erasure', 'Can delete erasure');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (650, 163, 'view_erasure', 'Can view erasure');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (651, 164, 'add_remnant', 'Can add remnant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (652, 164, 'change_remnant', 'Can change remnant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (653, 164, 'delete_remnant', 'Can delete remnant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (654, 164, 'view_remnant', 'Can view remnant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (655, 165, 'add_presence', 'Can add presence');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (656, 165, 'change_presence', 'Can change presence');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (657, 165, 'delete_presence', 'Can delete presence');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (658, 165, 'view_presence', 'Can view presence');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (659, 166, 'add_emailaddress', 'Can add email address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (660, 166, 'change_emailaddress', 'Can change email address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (661, 166, 'delete_emailaddress', 'Can delete email address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (662, 166, 'view_emailaddress', 'Can view email address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (663, 167, 'add_emailconfirmation', 'Can add email confirmation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (664, 167, 'change_emailconfirmation', 'Can change email confirmation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (665, 167, 'delete_emailconfirmation', 'Can delete email confirmation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (666, 167, 'view_emailconfirmation', 'Can view email confirmation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (667, 168, 'add_authenticator', 'Can add authenticator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (668, 168, 'change_authenticator', 'Can change authenticator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (669, 168, 'delete_authenticator', 'Can delete authenticator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (670, 168, 'view_authenticator', 'Can view authenticator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (671, 169, 'add_dbtaskresult', 'Can add Task Result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (672, 169, 'change_dbtaskresult', 'Can change Task Result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (673, 169, 'delete_dbtaskresult', 'Can delete Task Result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (674, 169, 'view_dbtaskresult', 'Can view Task Result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (675, 170, 'add_string', 'Can add string');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (676, 170, 'change_string', 'Can change string');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (677, 170, 'delete_string', 'Can delete string');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (678, 170, 'view_string', 'Can view string');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (679, 171, 'add_template', 'Can add template');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (680, 171, 'change_template', 'Can change template');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (681, 171, 'delete_template', 'Can delete template');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (682, 171, 'view_template', 'Can view template');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (683, 172, 'add_translatableobject', 'Can add translatable object');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (684, 172, 'change_translatableobject', 'Can change translatable object');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (685, 172, 'delete_translatableobject', 'Can delete translatable object');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (686, 172, 'view_translatableobject', 'Can view translatable object');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (687, 173, 'add_translationsource', 'Can add translation source');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (688, 173, 'change_translationsource', 'Can change translation source');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (689, 173, 'delete_translationsource', 'Can delete translation source');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (690, 173, 'view_translationsource', 'Can view translation source');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (691, 174, 'add_translationlog', 'Can add translation log');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (692, 174, 'change_translationlog', 'Can change translation log');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (693, 174, 'delete_translationlog', 'Can delete translation log');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (694, 174, 'view_translationlog', 'Can view translation log');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (695, 175, 'add_translationcontext', 'Can add translation context');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (696, 175, 'change_translationcontext', 'Can change translation context');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (697, 175, 'delete_translationcontext', 'Can delete translation context');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (698, 175, 'view_translationcontext', 'Can view translation context');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (699, 176, 'add_templatesegment', 'Can add template segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (700, 176, 'change_templatesegment', 'Can change template segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (701, 176, 'delete_templatesegment', 'Can delete template segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (702, 176, 'view_templatesegment', 'Can view template segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (703, 177, 'add_stringsegment', 'Can add string segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (704, 177, 'change_stringsegment', 'Can change string segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (705, 177, 'delete_stringsegment', 'Can delete string segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (706, 177, 'view_stringsegment', 'Can view string segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (707, 178, 'add_relatedobjectsegment', 'Can add related object segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (708, 178, 'change_relatedobjectsegment', 'Can change related object segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (709, 178, 'delete_relatedobjectsegment', 'Can delete related object segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (710, 178, 'view_relatedobjectsegment', 'Can view related object segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (711, 179, 'add_stringtranslation', 'Can add string translation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (712, 179, 'change_stringtranslation', 'Can change string translation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (713, 179, 'delete_stringtranslation', 'Can delete string translation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (714, 179, 'view_stringtranslation', 'Can view string translation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (715, 27, 'add_translation', 'Can add translation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (716, 27, 'change_translation', 'Can change translation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (717, 27, 'delete_translation', 'Can delete translation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (718, 27, 'view_translation', 'Can view translation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (719, 180, 'add_overridablesegment', 'Can add overridable segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (720, 180, 'change_overridablesegment', 'Can change overridable segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (721, 180, 'delete_overridablesegment', 'Can delete overridable segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (722, 180, 'view_overridablesegment', 'Can view overridable segment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (723, 181, 'add_segmentoverride', 'Can add segment override');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (724, 181, 'change_segmentoverride', 'Can change segment override');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (725, 181, 'delete_segmentoverride', 'Can delete segment override');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (726, 181, 'view_segmentoverride', 'Can view segment override');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (727, 182, 'add_localesynchronization', 'Can add locale synchronization');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (728, 182, 'change_localesynchronization', 'Can change locale synchronization');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (729, 182, 'delete_localesynchronization', 'Can delete locale synchronization');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (730, 182, 'view_localesynchronization', 'Can view locale synchronization');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (731, 183, 'add_formsubmission', 'Can add form submission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (732, 183, 'change_formsubmission', 'Can change form submission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (733, 183, 'delete_formsubmission', 'Can delete form submission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (734, 183, 'view_formsubmission', 'Can view form submission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (735, 184, 'add_redirect', 'Can add redirect');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (736, 184, 'change_redirect', 'Can change redirect');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (737, 184, 'delete_redirect', 'Can delete redirect');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (738, 184, 'view_redirect', 'Can view redirect');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (739, 185, 'add_embed', 'Can add embed');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (740, 185, 'change_embed', 'Can change embed');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (741, 185, 'delete_embed', 'Can delete embed');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (742, 185, 'view_embed', 'Can view embed');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (743, 186, 'add_userprofile', 'Can add user profile');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (744, 186, 'change_userprofile', 'Can change user profile');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (745, 186, 'delete_userprofile', 'Can delete user profile');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (746, 186, 'view_userprofile', 'Can view user profile');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (747, 29, 'view_document', 'Can view document');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (748, 30, 'view_image', 'Can view image');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (749, 187, 'add_rendition', 'Can add rendition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (750, 187, 'change_rendition', 'Can change rendition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (751, 187, 'delete_rendition', 'Can delete rendition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (752, 187, 'view_rendition', 'Can view rendition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (753, 188, 'add_indexentry', 'Can add index entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (754, 188, 'change_indexentry', 'Can change index entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (755, 188, 'delete_indexentry', 'Can delete index entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (756, 188, 'view_indexentry', 'Can view index entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (757, 189, 'add_sqliteftsindexentry', 'Can add sqliteftsindexentry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (758, 189, 'change_sqliteftsindexentry', 'Can change sqliteftsindexentry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (759, 189, 'delete_sqliteftsindexentry', 'Can delete sqliteftsindexentry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (760, 189, 'view_sqliteftsindexentry', 'Can view sqliteftsindexentry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (761, 190, 'add_editingsession', 'Can add editing session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (762, 190, 'change_editingsession', 'Can change editing session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (763, 190, 'delete_editingsession', 'Can delete editing session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (764, 190, 'view_editingsession', 'Can view editing session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (765, 191, 'add_formstate', 'Can add form state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (766, 191, 'change_formstate', 'Can change form state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (767, 191, 'delete_formstate', 'Can delete form state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (768, 191, 'view_formstate', 'Can view form state');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (769, 192, 'add_tag', 'Can add tag');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (770, 192, 'change_tag', 'Can change tag');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (771, 192, 'delete_tag', 'Can delete tag');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (772, 192, 'view_tag', 'Can view tag');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (773, 193, 'add_taggeditem', 'Can add tagged item');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (774, 193, 'change_taggeditem', 'Can change tagged item');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (775, 193, 'delete_taggeditem', 'Can delete tagged item');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (776, 193, 'view_taggeditem', 'Can view tagged item');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (777, 194, 'add_permission', 'Can add permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (778, 194, 'change_permission', 'Can change permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (779, 194, 'delete_permission', 'Can delete permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (780, 194, 'view_permission', 'Can view permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (781, 195, 'add_group', 'Can add group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (782, 195, 'change_group', 'Can change group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (783, 195, 'delete_group', 'Can delete group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (784, 195, 'view_group', 'Can view group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (785, 196, 'add_contenttype', 'Can add content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (786, 196, 'change_contenttype', 'Can change content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (787, 196, 'delete_contenttype', 'Can delete content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (788, 196, 'view_contenttype', 'Can view content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (789, 197, 'add_session', 'Can add session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (790, 197, 'change_session', 'Can change session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (791, 197, 'delete_session', 'Can delete session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (792, 197, 'view_session', 'Can view session');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (1, 'wagtailcore', 'page');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (2, 'wagtailcore', 'groupapprovaltask');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (3, 'wagtailcore', 'locale');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (4, 'wagtailcore', 'site');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (5, 'wagtailcore', 'groupsitepermission');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (6, 'wagtailcore', 'apitoken');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (7, 'wagtailcore', 'modellogentry');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (8, 'wagtailcore', 'revision');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (9, 'wagtailcore', 'collectionviewrestriction');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (10, 'wagtailcore', 'collection');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (11, 'wagtailcore', 'groupcollectionpermission');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (12, 'wagtailcore', 'uploadedfile');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (13, 'wagtailcore', 'workflowcontenttype');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (14, 'wagtailcore', 'workflowstate');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (15, 'wagtailcore', 'workflow');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (16, 'wagtailcore', 'workflowtask');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (17, 'wagtailcore', 'task');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (18, 'wagtailcore', 'taskstate');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (19, 'wagtailcore', 'grouppagepermission');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (20, 'wagtailcore', 'pageviewrestriction');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (21, 'wagtailcore', 'workflowpage');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (22, 'wagtailcore', 'pagelogentry');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (23, 'wagtailcore', 'comment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (24, 'wagtailcore', 'commentreply');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (25, 'wagtailcore', 'pagesubscription');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (26, 'wagtailcore', 'referenceindex');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (27, 'wagtail_localize', 'translation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (28, 'wagtailadmin', 'admin');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (29, 'wagtaildocs', 'document');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (30, 'wagtailimages', 'image');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (31, 'accounts', 'user');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (32, 'accounts', 'device');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (33, 'accounts', 'guess');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (34, 'accounts', 'session');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (35, 'accounts', 'requestcount');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (36, 'audit', 'auditentry');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (37, 'notifications', 'mail');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (38, 'notifications', 'follower');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (39, 'notifications', 'following');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (40, 'jobs', 'job');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (41, 'registry', 'organisation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (42, 'registry', 'seat');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (43, 'registry', 'calendar');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (44, 'registry', 'calendarday');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (45, 'registry', 'changeevent');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (46, 'registry', 'changeside');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (47, 'registry', 'contextevent');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (48, 'registry', 'fact');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (49, 'registry', 'fileimport');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (50, 'registry', 'focusarea');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (51, 'registry', 'focuschange');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (52, 'registry', 'formerseat');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (53, 'registry', 'logofile');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (54, 'networks', 'membership');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (55, 'networks', 'network');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (56, 'networks', 'invitation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (57, 'networks', 'coordination');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (58, 'networks', 'dutyreminder');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (59, 'networks', 'forwardingline');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (60, 'networks', 'membershiprequest');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (61, 'networks', 'formername');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (62, 'directory', 'memberfigures');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (63, 'returns', 'returnround');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (64, 'returns', 'return');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (65, 'returns', 'returntable');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (66, 'ledger', 'exchange');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (67, 'ledger', 'checkpoint');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (68, 'ledger', 'legalground');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (69, 'ledger', 'logkey');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (70, 'ledger', 'witness');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (71, 'ledger', 'columnmapping');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (72, 'ledger', 'cosignature');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (73, 'ledger', 'exchangedocument');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (74, 'ledger', 'logentry');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (75, 'ledger', 'logopening');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (76, 'ledger', 'tableimport');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (77, 'ledger', 'thread');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (78, 'ledger', 'countdispute');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (79, 'ledger', 'figureset');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (80, 'laws', 'instrument');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (81, 'laws', 'version');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (82, 'laws', 'expression');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (83, 'laws', 'provision');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (84, 'laws', 'draftedition');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (85, 'laws', 'draftprovision');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (86, 'laws', 'draftchange');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (87, 'laws', 'writtendraft');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (88, 'laws', 'draftwords');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (89, 'initiatives', 'goal');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (90, 'initiatives', 'indicator');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (91, 'initiatives', 'initiative');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (92, 'initiatives', 'goalreview');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (93, 'initiatives', 'consultationtie');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (94, 'initiatives', 'initiativedocument');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (95, 'initiatives', 'initiativefocus');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (96, 'initiatives', 'initiativemoney');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (97, 'initiatives', 'initiativepart');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (98, 'initiatives', 'lineageevent');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (99, 'initiatives', 'founder');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (100, 'initiatives', 'lineageside');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (101, 'initiatives', 'observation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (102, 'initiatives', 'goaltie');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (103, 'initiatives', 'inquiry');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (104, 'initiatives', 'inquirybody');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (105, 'initiatives', 'inquiryquestion');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (106, 'initiatives', 'inquiryanswer');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (107, 'initiatives', 'inquirytable');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (108, 'consultations', 'consultation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (109, 'consultations', 'comment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (110, 'consultations', 'decision');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (111, 'consultations', 'group');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (112, 'consultations', 'intake');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (113, 'consultations', 'opinionresult');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (114, 'consultations', 'statement');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (115, 'consultations', 'tally');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (116, 'consultations', 'vote');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (117, 'consultations', 'witness');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (118, 'consultations', 'speakername');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (119, 'consultations', 'keptgrouping');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (120, 'consultations', 'arrivingfile');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (121, 'consultations', 'arrivingpart');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (122, 'proposals', 'minorityopinion');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (123, 'proposals', 'proposal');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (124, 'proposals', 'signature');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (125, 'proposals', 'suggestion');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (126, 'proposals', 'remark');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (127, 'proposals', 'proposalversion');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (128, 'proposals', 'forwarding');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (129, 'proposals', 'forwardeditem');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (130, 'outcomes', 'submission');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (131, 'outcomes', 'reply');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (132, 'outcomes', 'uptake');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (133, 'outcomes', 'handover');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (134, 'outcomes', 'handoverreply');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (135, 'research', 'researchrequest');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (136, 'research', 'work');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (137, 'research', 'prize');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (138, 'research', 'workauthor');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (139, 'research', 'workuse');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (140, 'research', 'workversion');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (141, 'research', 'workfile');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (142, 'research', 'researchoffer');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (143, 'research', 'lawtrace');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (144, 'research', 'worktheme');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (145, 'pages', 'article');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (146, 'pages', 'section');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (147, 'pages', 'homepage');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (148, 'pages', 'infopage');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (149, 'pages', 'series');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (150, 'pages', 'articletag');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (151, 'pages', 'pagetext');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (152, 'pages', 'newsimport');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (153, 'pages', 'importedpage');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (154, 'pages', 'newsletterissue');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (155, 'pages', 'picture');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (156, 'pages', 'articlepicture');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (157, 'pages', 'picturefile');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (158, 'api', 'dump');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (159, 'api', 'token');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (160, 'api', 'webhook');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (161, 'api', 'dumpfile');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (162, 'api', 'delivery');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (163, 'personal', 'erasure');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (164, 'personal', 'remnant');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (165, 'operations', 'presence');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (166, 'account', 'emailaddress');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (167, 'account', 'emailconfirmation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (168, 'mfa', 'authenticator');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (169, 'django_tasks_database', 'dbtaskresult');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (170, 'wagtail_localize', 'string');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (171, 'wagtail_localize', 'template');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (172, 'wagtail_localize', 'translatableobject');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (173, 'wagtail_localize', 'translationsource');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (174, 'wagtail_localize', 'translationlog');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (175, 'wagtail_localize', 'translationcontext');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (176, 'wagtail_localize', 'templatesegment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (177, 'wagtail_localize', 'stringsegment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (178, 'wagtail_localize', 'relatedobjectsegment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (179, 'wagtail_localize', 'stringtranslation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (180, 'wagtail_localize', 'overridablesegment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (181, 'wagtail_localize', 'segmentoverride');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (182, 'wagtail_localize', 'localesynchronization');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (183, 'wagtailforms', 'formsubmission');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (184, 'wagtailredirects', 'redirect');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (185, 'wagtailembeds', 'embed');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (186, 'wagtailusers', 'userprofile');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (187, 'wagtailimages', 'rendition');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (188, 'wagtailsearch', 'indexentry');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (189, 'wagtailsearch', 'sqliteftsindexentry');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (190, 'wagtailadmin', 'editingsession');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (191, 'wagtailadmin', 'formstate');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (192, 'taggit', 'tag');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (193, 'taggit', 'taggeditem');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (194, 'auth', 'permission');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (195, 'auth', 'group');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (196, 'contenttypes', 'contenttype');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (197, 'sessions', 'session');
INSERT INTO "ledger_legalground" ("id", "jurisdiction", "name_zh", "name_en", "provision", "since", "until", "amount", "unit", "counts_first_day", "rolls", "extension_amount", "extension_unit", "url") VALUES (1, 'cn', '中华人民共和国政府信息公开条例（2007年）', 'Regulations on Open Government Information (2007)', '第二十四条 / art. 24', '2008-05-01', '2019-05-14', 15, 'working_day', 0, 1, 15, 'working_day', 'https://www.gov.cn/xxgk/pub/govpublic/tiaoli.html');
INSERT INTO "ledger_legalground" ("id", "jurisdiction", "name_zh", "name_en", "provision", "since", "until", "amount", "unit", "counts_first_day", "rolls", "extension_amount", "extension_unit", "url") VALUES (2, 'cn', '中华人民共和国政府信息公开条例（2019年修订）', 'Regulations on Open Government Information (revised 2019)', '第三十三条 / art. 33', '2019-05-15', NULL, 20, 'working_day', 0, 1, 20, 'working_day', 'https://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm');
INSERT INTO "ledger_legalground" ("id", "jurisdiction", "name_zh", "name_en", "provision", "since", "until", "amount", "unit", "counts_first_day", "rolls", "extension_amount", "extension_unit", "url") VALUES (3, 'gb', '英国信息自由法（2000年）', 'Freedom of Information Act 2000', 's. 10(1)', '2005-01-01', NULL, 20, 'working_day', 0, 1, NULL, '', 'https://www.legislation.gov.uk/ukpga/2000/36/section/10');
INSERT INTO "ledger_legalground" ("id", "jurisdiction", "name_zh", "name_en", "provision", "since", "until", "amount", "unit", "counts_first_day", "rolls", "extension_amount", "extension_unit", "url") VALUES (4, 'eu', '欧盟第1049/2001号条例', 'Regulation (EC) No 1049/2001', 'art. 7', '2001-12-03', NULL, 15, 'working_day', 0, 1, 15, 'working_day', 'https://eur-lex.europa.eu/eli/reg/2001/1049/oj');
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (1, 'poverty-alleviation', '扶贫济困', 'poverty alleviation', 'D10 F20', 'social_service', '1', 1, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (2, 'rural-development', '乡村发展', 'rural development', 'F20 L10', 'agriculture', '1 2 11', 2, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (3, 'livelihoods', '生计', 'livelihoods', 'F20 D40', 'agriculture', '1 8', 3, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (4, 'food', '粮食与农业', 'food and agriculture', 'L10', 'agriculture', '2', 4, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (5, 'women', '妇女与性别平等', 'women', 'G10 D10', 'social_service', '5', 5, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (6, 'children', '儿童', 'children', 'D10 D20', 'social_service', '3 4 16', 6, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (7, 'youth', '青年', 'youth', 'D10 B30', 'social_service', '4 8', 7, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (8, 'ageing', '养老', 'ageing', 'C30 D10', 'social_service', '3', 8, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (9, 'disability', '残障', 'disability', 'D10 D40 G10', 'social_service', '10', 9, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (10, 'migrants', '流动人口', 'migrants and displaced people', 'D10 G10', 'social_service', '8 10', 10, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (11, 'labour', '劳动者权益', 'labour', 'J30 G10', 'law', '8', 11, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (12, 'education', '教育', 'education', 'B10 B20 B30', 'education', '4', 12, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (13, 'health', '卫生健康', 'health', 'C10 C20', 'health', '3', 13, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (14, 'mental-health', '心理健康', 'mental health', 'C10 D10', 'health', '3', 14, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (15, 'disaster-relief', '救灾减灾', 'disaster relief', 'D30', 'social_service', '11 13', 15, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (16, 'environment', '生态环境', 'environment', 'E10', 'environment', '13 14 15', 16, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (17, 'climate', '气候变化', 'climate', 'E10 G10', 'environment', '13', 17, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (18, 'energy', '能源转型', 'energy', 'F40 E10', 'environment', '7', 18, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (19, 'water', '水与河流', 'water', 'E10 F40', 'environment', '6 14', 19, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (20, 'biodiversity', '生物多样性', 'biodiversity', 'E10 E20', 'environment', '14 15', 20, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (21, 'waste', '垃圾与循环利用', 'waste and recycling', 'F40', 'environment', '12', 21, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (22, 'community', '社区发展', 'community development', 'F20 F30', 'social_service', '11', 22, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (23, 'housing', '住房', 'housing', 'F10 F30', 'social_service', '11', 23, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (24, 'legal-aid', '法律援助', 'legal aid', 'K20 G10', 'law', '16', 24, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (25, 'civic-participation', '公众参与', 'civic participation', 'G10', 'law', '16', 25, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (26, 'philanthropy', '慈善与志愿服务', 'philanthropy and volunteering', 'H10 H90', 'social_service', '17', 26, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (27, 'culture', '文化艺术', 'culture and arts', 'A10', 'culture', '11', 27, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (28, 'language-access', '语言无障碍', 'language access', 'A30 D10', 'culture', '10 16', 28, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (29, 'sports', '体育', 'sports', 'A20', 'sports', '3', 29, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (30, 'animals', '动物保护', 'animal welfare', 'E20', 'environment', '15', 30, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (31, 'digital', '数字技术与数据', 'digital technology and data', 'A30 K10', 'science', '9', 31, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (32, 'research', '研究', 'research', 'K10', 'science', '9 17', 32, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (33, 'business', '行业与商会', 'business associations', 'J10 J20', 'business', '8 9', 33, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (34, 'religion', '宗教', 'religion', 'I10 I90', 'religion', '16', 34, NULL, NULL);
INSERT INTO "registry_focusarea" ("id", "slug", "name_zh", "name_en", "icnptso", "civil_class", "sdgs", "position", "retired_on", "merged_into_id") VALUES (35, 'international-cooperation', '国际合作', 'international cooperation', 'G30', 'international', '17', 35, NULL, NULL);
INSERT INTO "wagtailcore_collection" ("id", "path", "depth", "numchild", "name") VALUES (1, '0001', 1, 0, 'Root');
INSERT INTO "wagtailcore_groupapprovaltask" ("task_ptr_id") VALUES (1);
INSERT INTO "wagtailcore_groupapprovaltask_groups" ("id", "groupapprovaltask_id", "group_id") VALUES (1, 1, 1);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (1, 1, 2, 111);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (2, 1, 1, 111);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (3, 1, 2, 112);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (4, 1, 1, 112);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (5, 1, 2, 114);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (6, 1, 1, 114);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (7, 1, 2, 115);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (8, 1, 1, 115);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (9, 1, 2, 116);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (10, 1, 1, 116);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (11, 1, 2, 118);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES (12, 1, 1, 118);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES (1, 1, 1, 69);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES (2, 1, 1, 70);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES (3, 1, 1, 75);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES (4, 2, 1, 69);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES (5, 2, 1, 70);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES (6, 1, 1, 74);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES (7, 1, 1, 76);
INSERT INTO "wagtailcore_locale" ("id", "language_code") VALUES (1, 'zh-hans');
INSERT INTO "wagtailcore_page" ("id", "path", "depth", "numchild", "title", "slug", "live", "has_unpublished_changes", "url_path", "seo_title", "show_in_menus", "search_description", "go_live_at", "expire_at", "expired", "content_type_id", "owner_id", "locked", "latest_revision_created_at", "first_published_at", "live_revision_id", "last_published_at", "draft_title", "locked_at", "locked_by_id", "locale_id", "translation_key", "alias_of_id", "latest_revision_id") VALUES (1, '0001', 1, 1, 'Root', 'root', 1, 0, '/', '', 0, '', NULL, NULL, 0, 1, NULL, 0, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, 1, lower(hex(randomblob(16))), NULL, NULL);
INSERT INTO "wagtailcore_page" ("id", "path", "depth", "numchild", "title", "slug", "live", "has_unpublished_changes", "url_path", "seo_title", "show_in_menus", "search_description", "go_live_at", "expire_at", "expired", "content_type_id", "owner_id", "locked", "latest_revision_created_at", "first_published_at", "live_revision_id", "last_published_at", "draft_title", "locked_at", "locked_by_id", "locale_id", "translation_key", "alias_of_id", "latest_revision_id") VALUES (2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', 1, 0, '/home/', '', 0, '', NULL, NULL, 0, 1, NULL, 0, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, 1, lower(hex(randomblob(16))), NULL, NULL);
INSERT INTO "wagtailcore_site" ("id", "hostname", "port", "is_default_site", "root_page_id", "site_name") VALUES (1, 'localhost', 80, 1, 2, '');
INSERT INTO "wagtailcore_task" ("id", "name", "active", "content_type_id") VALUES (1, 'Moderators approval', 1, 2);
INSERT INTO "wagtailcore_workflow" ("id", "name", "active") VALUES (1, 'Moderators approval', 1);
INSERT INTO "wagtailcore_workflowpage" ("page_id", "workflow_id") VALUES (1, 1);
INSERT INTO "wagtailcore_workflowtask" ("id", "sort_order", "task_id", "workflow_id") VALUES (1, 0, 1, 1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('account_emailaddress', 0);
INSERT INTO sqlite_sequence VALUES ('accounts_device', 0);
INSERT INTO sqlite_sequence VALUES ('accounts_user', 0);
INSERT INTO sqlite_sequence VALUES ('audit_auditentry', 0);
INSERT INTO sqlite_sequence VALUES ('auth_group', 2);
INSERT INTO sqlite_sequence VALUES ('auth_group_permissions', 20);
INSERT INTO sqlite_sequence VALUES ('auth_permission', 792);
INSERT INTO sqlite_sequence VALUES ('consultations_arrivingfile', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_arrivingpart', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_comment', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_consultation', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_group', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_intake', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_keptgrouping', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_opinionresult', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_statement', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_tally', 0);
INSERT INTO sqlite_sequence VALUES ('consultations_vote', 0);
INSERT INTO sqlite_sequence VALUES ('django_content_type', 197);
INSERT INTO sqlite_sequence VALUES ('initiatives_founder', 0);
INSERT INTO sqlite_sequence VALUES ('initiatives_goal', 0);
INSERT INTO sqlite_sequence VALUES ('initiatives_initiativefocus', 0);
INSERT INTO sqlite_sequence VALUES ('initiatives_inquiryanswer', 0);
INSERT INTO sqlite_sequence VALUES ('initiatives_inquirybody', 0);
INSERT INTO sqlite_sequence VALUES ('initiatives_lineageside', 0);
INSERT INTO sqlite_sequence VALUES ('jobs_job', 0);
INSERT INTO sqlite_sequence VALUES ('laws_draftedition', 0);
INSERT INTO sqlite_sequence VALUES ('laws_draftprovision', 0);
INSERT INTO sqlite_sequence VALUES ('laws_expression', 0);
INSERT INTO sqlite_sequence VALUES ('laws_provision', 0);
INSERT INTO sqlite_sequence VALUES ('ledger_cosignature', 0);
INSERT INTO sqlite_sequence VALUES ('ledger_exchange', 0);
INSERT INTO sqlite_sequence VALUES ('ledger_legalground', 4);
INSERT INTO sqlite_sequence VALUES ('ledger_logopening', 0);
INSERT INTO sqlite_sequence VALUES ('ledger_tableimport', 0);
INSERT INTO sqlite_sequence VALUES ('mfa_authenticator', 0);
INSERT INTO sqlite_sequence VALUES ('networks_formername', 0);
INSERT INTO sqlite_sequence VALUES ('networks_invitation', 0);
INSERT INTO sqlite_sequence VALUES ('networks_membership', 0);
INSERT INTO sqlite_sequence VALUES ('networks_network', 0);
INSERT INTO sqlite_sequence VALUES ('notifications_mail', 0);
INSERT INTO sqlite_sequence VALUES ('outcomes_handover', 0);
INSERT INTO sqlite_sequence VALUES ('outcomes_handoverreply', 0);
INSERT INTO sqlite_sequence VALUES ('outcomes_submission', 0);
INSERT INTO sqlite_sequence VALUES ('outcomes_uptake', 0);
INSERT INTO sqlite_sequence VALUES ('proposals_minorityopinion', 0);
INSERT INTO sqlite_sequence VALUES ('proposals_proposal', 0);
INSERT INTO sqlite_sequence VALUES ('proposals_proposalversion', 0);
INSERT INTO sqlite_sequence VALUES ('proposals_remark', 0);
INSERT INTO sqlite_sequence VALUES ('proposals_signature', 0);
INSERT INTO sqlite_sequence VALUES ('proposals_suggestion', 0);
INSERT INTO sqlite_sequence VALUES ('registry_changeside', 0);
INSERT INTO sqlite_sequence VALUES ('registry_fact', 0);
INSERT INTO sqlite_sequence VALUES ('registry_fileimport', 0);
INSERT INTO sqlite_sequence VALUES ('registry_focusarea', 35);
INSERT INTO sqlite_sequence VALUES ('registry_focuschange', 0);
INSERT INTO sqlite_sequence VALUES ('registry_formerseat', 0);
INSERT INTO sqlite_sequence VALUES ('registry_organisation', 0);
INSERT INTO sqlite_sequence VALUES ('registry_seat', 0);
INSERT INTO sqlite_sequence VALUES ('research_workversion', 0);
INSERT INTO sqlite_sequence VALUES ('returns_return', 0);
INSERT INTO sqlite_sequence VALUES ('taggit_tag', 0);
INSERT INTO sqlite_sequence VALUES ('taggit_taggeditem', 0);
INSERT INTO sqlite_sequence VALUES ('wagtail_localize_stringtranslation', 0);
INSERT INTO sqlite_sequence VALUES ('wagtail_localize_translation', 0);
INSERT INTO sqlite_sequence VALUES ('wagtail_localize_translationcontext', 0);
INSERT INTO sqlite_sequence VALUES ('wagtail_localize_translationlog', 0);
INSERT INTO sqlite_sequence VALUES ('wagtail_localize_translationsource', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailadmin_editingsession', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_collection', 1);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_comment', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_groupapprovaltask_groups', 1);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_groupcollectionpermission', 12);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_grouppagepermission', 7);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_locale', 1);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_modellogentry', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_page', 2);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_pagelogentry', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_pageviewrestriction', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_revision', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_site', 1);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_task', 1);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_taskstate', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_workflow', 1);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_workflowstate', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailcore_workflowtask', 1);
INSERT INTO sqlite_sequence VALUES ('wagtaildocs_document', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailembeds_embed', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailforms_formsubmission', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailimages_image', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailimages_rendition', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailredirects_redirect', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailsearch_indexentry', 0);
INSERT INTO sqlite_sequence VALUES ('wagtailusers_userprofile', 0);
CREATE UNIQUE INDEX "a_consultation_once_at_a_time" ON "initiatives_consultationtie" ("initiative_id", "consultation") WHERE "ended_on" IS NULL;
CREATE UNIQUE INDEX "a_goal_once_at_a_time" ON "initiatives_goaltie" ("initiative_id", "goal_id") WHERE "ended_on" IS NULL;
CREATE UNIQUE INDEX "a_row_is_taken_once" ON "consultations_comment" ("intake_id", "place") WHERE "intake_id" IS NOT NULL;
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE INDEX "accounts_act_at_c8d7ebee" ON "audit_auditentry" ("created_at");
CREATE INDEX "accounts_act_by_id_bfde9d4d" ON "audit_auditentry" ("actor_id");
CREATE INDEX "accounts_device_user_id_f8e29eb4" ON "accounts_device" ("user_id");
CREATE INDEX "accounts_guess_until_212445b1" ON "accounts_guess" ("expires_at");
CREATE INDEX "accounts_requestcount_expires_at_0efc0a1c" ON "accounts_requestcount" ("expires_at");
CREATE INDEX "accounts_session_expire_date_5bbfba7c" ON "accounts_session" ("expire_date");
CREATE INDEX "accounts_session_user_id_d5aaed01" ON "accounts_session" ("user_id");
CREATE INDEX "accounts_user_groups_group_id_bd11a704" ON "accounts_user_groups" ("group_id");
CREATE INDEX "accounts_user_groups_user_id_52b62117" ON "accounts_user_groups" ("user_id");
CREATE UNIQUE INDEX "accounts_user_groups_user_id_group_id_59c0b32f_uniq" ON "accounts_user_groups" ("user_id", "group_id");
CREATE INDEX "accounts_user_user_permissions_permission_id_113bb443" ON "accounts_user_user_permissions" ("permission_id");
CREATE INDEX "accounts_user_user_permissions_user_id_e4f0a161" ON "accounts_user_user_permissions" ("user_id");
CREATE UNIQUE INDEX "accounts_user_user_permissions_user_id_permission_id_2ab516c2_uniq" ON "accounts_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "acts_of_a_consultation" ON "audit_auditentry" ("consultation", "created_at" DESC, "id" DESC);
CREATE INDEX "acts_on_a_thing" ON "audit_auditentry" ("thing", "thing_id");
CREATE INDEX "all_by_name" ON "registry_organisation" ("sort_key_en", "id");
CREATE INDEX "all_by_pinyin" ON "registry_organisation" ("sort_key", "id");
CREATE INDEX "api_delivery_webhook_id_645179c6" ON "api_delivery" ("webhook_id");
CREATE INDEX "api_dumpfile_dump_id_dc52dd48" ON "api_dumpfile" ("dump_id");
CREATE INDEX "api_token_user_id_b646d2e7" ON "api_token" ("user_id");
CREATE INDEX "api_webhook_user_id_a2589911" ON "api_webhook" ("user_id");
CREATE UNIQUE INDEX "asked_once_at_a_time" ON "personal_erasure" ("person_id") WHERE "state" = 'asked';
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "base_content_object_idx" ON "wagtailcore_revision" ("base_content_type_id", "object_id");
CREATE INDEX "comments_by_change" ON "consultations_comment" ("consultation_id", "updated_at");
CREATE INDEX "comments_by_time" ON "consultations_comment" ("submitted_at", "consultation_id");
CREATE INDEX "consultatio_author__caefbb_idx" ON "consultations_comment" ("author_id", "consultation_id", "id" DESC);
CREATE INDEX "consultatio_consult_160051_idx" ON "consultations_comment" ("consultation_id", "state", "is_private", "unit", "id" DESC);
CREATE INDEX "consultatio_consult_ba403b_idx" ON "consultations_group" ("consultation_id", "size" DESC, "id");
CREATE INDEX "consultatio_consult_f76cf5_idx" ON "consultations_group" ("consultation_id", "eid", "size" DESC);
CREATE INDEX "consultatio_group_i_60acc2_idx" ON "consultations_comment" ("group_id", "state", "is_private", "id");
CREATE INDEX "consultations_arrivingfile_created_by_id_ac8f8148" ON "consultations_arrivingfile" ("created_by_id");
CREATE INDEX "consultations_arrivingfile_organisation_id_3bbb11bd" ON "consultations_arrivingfile" ("organisation_id");
CREATE INDEX "consultations_comment_intake_id_5b56d60d" ON "consultations_comment" ("intake_id");
CREATE INDEX "consultations_comment_organisation_id_29ebfbfd" ON "consultations_comment" ("organisation_id");
CREATE INDEX "consultations_consultation_authority_id_02b28331" ON "consultations_consultation" ("authority_id");
CREATE INDEX "consultations_consultation_by_id_081a509a" ON "consultations_consultation" ("created_by_id");
CREATE INDEX "consultations_consultation_draft_id_0ca71eb0" ON "consultations_consultation" ("draft_id");
CREATE INDEX "consultations_consultation_enacted_id_c574d91c" ON "consultations_consultation" ("enacted_id");
CREATE INDEX "consultations_consultation_initiator_id_675ed5ae" ON "consultations_consultation" ("initiator_id");
CREATE INDEX "consultations_consultation_invited_consultation_id_91c671d6" ON "consultations_consultation_invited" ("consultation_id");
CREATE UNIQUE INDEX "consultations_consultation_invited_consultation_id_organisation_id_e86570e1_uniq" ON "consultations_consultation_invited" ("consultation_id", "organisation_id");
CREATE INDEX "consultations_consultation_invited_organisation_id_4cdcc42a" ON "consultations_consultation_invited" ("organisation_id");
CREATE INDEX "consultations_consultation_network_id_a8ee5995" ON "consultations_consultation" ("network_id");
CREATE INDEX "consultations_decision_by_id_204b4854" ON "consultations_decision" ("created_by_id");
CREATE INDEX "consultations_decision_consultation_id_98fe6d21" ON "consultations_decision" ("consultation_id");
CREATE INDEX "consultations_group_consultation_id_d75d238f" ON "consultations_group" ("consultation_id");
CREATE INDEX "consultations_group_representative_id_ad6a67e9" ON "consultations_group" ("representative_id");
CREATE INDEX "consultations_intake_by_id_2df1d046" ON "consultations_intake" ("created_by_id");
CREATE INDEX "consultations_intake_consultation_id_592254cd" ON "consultations_intake" ("consultation_id");
CREATE INDEX "consultations_intake_organisation_id_cd253045" ON "consultations_intake" ("organisation_id");
CREATE INDEX "consultations_job_by_id_59a16857" ON "jobs_job" ("created_by_id");
CREATE INDEX "consultations_provision_text_of_id_94dafabd" ON "laws_provision" ("expression_id");
CREATE INDEX "consultations_speakername_consultation_id_91b9a9ff" ON "consultations_speakername" ("consultation_id");
CREATE INDEX "consultations_speakername_created_by_id_5b5c7c82" ON "consultations_speakername" ("created_by_id");
CREATE INDEX "consultations_speakername_organisation_id_12dcd4b0" ON "consultations_speakername" ("organisation_id");
CREATE INDEX "consultations_statement_consultation_id_b1ac92f2" ON "consultations_statement" ("consultation_id");
CREATE INDEX "consultations_statement_group_id_03eaef8f" ON "consultations_statement" ("group_id");
CREATE INDEX "consultations_tally_consultation_id_c521be88" ON "consultations_tally" ("consultation_id");
CREATE INDEX "consultations_text_version_id_0cb2e1ee" ON "laws_expression" ("version_id");
CREATE INDEX "consultations_version_instrument_id_6e87d3e0" ON "laws_version" ("instrument_id");
CREATE INDEX "consultations_vote_organisation_id_090c4c05" ON "consultations_vote" ("organisation_id");
CREATE INDEX "consultations_vote_statement_id_a793a34f" ON "consultations_vote" ("statement_id");
CREATE INDEX "consultations_vote_user_id_3e382147" ON "consultations_vote" ("user_id");
CREATE INDEX "consultations_witness_user_id_bdcc9b6c" ON "consultations_witness" ("user_id");
CREATE INDEX "consultations_witness_vote_id_24b0d4ba" ON "consultations_witness" ("vote_id");
CREATE INDEX "content_object_idx" ON "wagtailcore_revision" ("content_type_id", "object_id");
CREATE UNIQUE INDEX "coordinates_once_at_a_time" ON "networks_coordination" ("network_id", "person_id") WHERE "until" IS NULL;
CREATE TRIGGER delete_wagtailsearch_indexentry_fts AFTER DELETE ON wagtailsearch_indexentry BEGIN DELETE FROM wagtailsearch_indexentry_fts WHERE rowid=OLD.id; END;
CREATE INDEX "deliveries_that_are_due" ON "api_delivery" ("state", "due_at");
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE INDEX "facts_by_what_they_say" ON "registry_fact" ("kind", "code", "organisation_id");
CREATE INDEX "followings_by_thing" ON "notifications_following" ("kind", "key");
CREATE INDEX "formstate_user_object" ON "wagtailadmin_formstate" ("user_id", "content_type_id", "object_id", "parent_object_id");
CREATE INDEX "initiatives_by_focus" ON "initiatives_initiativefocus" ("focus", "initiative_id");
CREATE INDEX "initiatives_consultationtie_consultation_4c20a6cd" ON "initiatives_consultationtie" ("consultation");
CREATE INDEX "initiatives_consultationtie_created_by_id_1337bd84" ON "initiatives_consultationtie" ("created_by_id");
CREATE INDEX "initiatives_consultationtie_ended_by_id_f9382895" ON "initiatives_consultationtie" ("ended_by_id");
CREATE INDEX "initiatives_consultationtie_initiative_id_e3969a47" ON "initiatives_consultationtie" ("initiative_id");
CREATE INDEX "initiatives_founder_answered_by_id_9b33c3c7" ON "initiatives_founder" ("answered_by_id");
CREATE INDEX "initiatives_founder_created_by_id_ce0d5128" ON "initiatives_founder" ("created_by_id");
CREATE INDEX "initiatives_founder_event_id_7c59ab4e" ON "initiatives_founder" ("event_id");
CREATE INDEX "initiatives_founder_network_id_e0a07524" ON "initiatives_founder" ("network_id");
CREATE INDEX "initiatives_founder_organisation_id_99f8aa68" ON "initiatives_founder" ("organisation_id");
CREATE INDEX "initiatives_goal_came_from_id_59bb11dc" ON "initiatives_goal" ("came_from_id");
CREATE INDEX "initiatives_goal_created_by_id_0c76a3e9" ON "initiatives_goal" ("created_by_id");
CREATE INDEX "initiatives_goal_initiative_id_fae25ea4" ON "initiatives_goal" ("initiative_id");
CREATE INDEX "initiatives_goal_network_id_4b02f301" ON "initiatives_goal" ("network_id");
CREATE INDEX "initiatives_goal_parent_id_8ea5bcf8" ON "initiatives_goal" ("parent_id");
CREATE INDEX "initiatives_goalreview_created_by_id_2bc16400" ON "initiatives_goalreview" ("created_by_id");
CREATE INDEX "initiatives_goalreview_initiative_id_8b33bc3e" ON "initiatives_goalreview" ("initiative_id");
CREATE INDEX "initiatives_goaltie_created_by_id_79f5b13d" ON "initiatives_goaltie" ("created_by_id");
CREATE INDEX "initiatives_goaltie_ended_by_id_2d19235c" ON "initiatives_goaltie" ("ended_by_id");
CREATE INDEX "initiatives_goaltie_goal_id_b36b41c6" ON "initiatives_goaltie" ("goal_id");
CREATE INDEX "initiatives_goaltie_initiative_id_d10056ec" ON "initiatives_goaltie" ("initiative_id");
CREATE INDEX "initiatives_indicator_created_by_id_c87ac6f6" ON "initiatives_indicator" ("created_by_id");
CREATE INDEX "initiatives_indicator_goal_id_0e686556" ON "initiatives_indicator" ("goal_id");
CREATE INDEX "initiatives_initiative_created_by_id_a9419c88" ON "initiatives_initiative" ("created_by_id");
CREATE INDEX "initiatives_initiative_network_id_45395ec5" ON "initiatives_initiative" ("network_id");
CREATE INDEX "initiatives_initiativedocument_created_by_id_29c697e5" ON "initiatives_initiativedocument" ("created_by_id");
CREATE INDEX "initiatives_initiativedocument_initiative_id_193f11a0" ON "initiatives_initiativedocument" ("initiative_id");
CREATE INDEX "initiatives_initiativedocument_network_id_d48ebe75" ON "initiatives_initiativedocument" ("network_id");
CREATE INDEX "initiatives_initiativefocus_focus_59a54524" ON "initiatives_initiativefocus" ("focus");
CREATE INDEX "initiatives_initiativefocus_initiative_id_90000150" ON "initiatives_initiativefocus" ("initiative_id");
CREATE INDEX "initiatives_initiativemoney_created_by_id_6475611f" ON "initiatives_initiativemoney" ("created_by_id");
CREATE INDEX "initiatives_initiativemoney_initiative_id_bf5cb6e3" ON "initiatives_initiativemoney" ("initiative_id");
CREATE INDEX "initiatives_initiativepart_created_by_id_f6933230" ON "initiatives_initiativepart" ("created_by_id");
CREATE INDEX "initiatives_initiativepart_initiative_id_48cb8d54" ON "initiatives_initiativepart" ("initiative_id");
CREATE INDEX "initiatives_initiativepart_organisation_id_341ea5a5" ON "initiatives_initiativepart" ("organisation_id");
CREATE INDEX "initiatives_inquiry_created_by_id_6855cb66" ON "initiatives_inquiry" ("created_by_id");
CREATE INDEX "initiatives_inquiry_initiative_id_3843eff7" ON "initiatives_inquiry" ("initiative_id");
CREATE INDEX "initiatives_inquiryanswer_body_id_4445b4f0" ON "initiatives_inquiryanswer" ("body_id");
CREATE INDEX "initiatives_inquiryanswer_question_id_bb326153" ON "initiatives_inquiryanswer" ("question_id");
CREATE INDEX "initiatives_inquirybody_authority_id_4c913073" ON "initiatives_inquirybody" ("authority_id");
CREATE INDEX "initiatives_inquirybody_changed_by_id_2c08a169" ON "initiatives_inquirybody" ("changed_by_id");
CREATE INDEX "initiatives_inquirybody_inquiry_id_c99b4768" ON "initiatives_inquirybody" ("inquiry_id");
CREATE INDEX "initiatives_inquiryquestion_inquiry_id_e48b98a8" ON "initiatives_inquiryquestion" ("inquiry_id");
CREATE INDEX "initiatives_inquirytable_created_by_id_9b4026ab" ON "initiatives_inquirytable" ("created_by_id");
CREATE INDEX "initiatives_inquirytable_inquiry_id_517c1bfc" ON "initiatives_inquirytable" ("inquiry_id");
CREATE INDEX "initiatives_lineageevent_created_by_id_dd16864f" ON "initiatives_lineageevent" ("created_by_id");
CREATE INDEX "initiatives_lineageside_event_id_6e2a814c" ON "initiatives_lineageside" ("event_id");
CREATE INDEX "initiatives_lineageside_initiative_id_5302359e" ON "initiatives_lineageside" ("initiative_id");
CREATE INDEX "initiatives_lineageside_network_id_45c496a3" ON "initiatives_lineageside" ("network_id");
CREATE INDEX "initiatives_observation_created_by_id_5495c38c" ON "initiatives_observation" ("created_by_id");
CREATE INDEX "initiatives_observation_indicator_id_f23c93c1" ON "initiatives_observation" ("indicator_id");
CREATE TRIGGER insert_wagtailsearch_indexentry_fts AFTER INSERT ON wagtailsearch_indexentry BEGIN INSERT INTO wagtailsearch_indexentry_fts(title, body, autocomplete, rowid) VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END;
CREATE INDEX "jobs_about_a_subject" ON "jobs_job" ("subject_type", "subject_id", "kind", "id" DESC);
CREATE INDEX "laws_draftchange_changed_by_id_bc754093" ON "laws_draftchange" ("changed_by_id");
CREATE INDEX "laws_draftchange_provision_id_d65d7113" ON "laws_draftchange" ("provision_id");
CREATE INDEX "laws_draftedition_draft_id_511fa563" ON "laws_draftedition" ("draft_id");
CREATE INDEX "laws_draftedition_kept_by_id_7c6265b6" ON "laws_draftedition" ("kept_by_id");
CREATE INDEX "laws_draftprovision_changed_by_id_c3048a68" ON "laws_draftprovision" ("changed_by_id");
CREATE INDEX "laws_draftprovision_draft_id_296a9219" ON "laws_draftprovision" ("draft_id");
CREATE INDEX "laws_draftwords_draft_id_f37ff488" ON "laws_draftwords" ("draft_id");
CREATE INDEX "laws_draftwords_person_id_7f9fa8af" ON "laws_draftwords" ("person_id");
CREATE INDEX "laws_draftwords_provision_id_85d5f8f5" ON "laws_draftwords" ("provision_id");
CREATE INDEX "laws_version_written_as_id_354d6215" ON "laws_version" ("written_as_id");
CREATE INDEX "laws_writtendraft_created_by_id_6ef29543" ON "laws_writtendraft" ("created_by_id");
CREATE INDEX "laws_writtendraft_editors_user_id_736c1123" ON "laws_writtendraft_editors" ("user_id");
CREATE INDEX "laws_writtendraft_editors_writtendraft_id_ba7f2f4a" ON "laws_writtendraft_editors" ("writtendraft_id");
CREATE UNIQUE INDEX "laws_writtendraft_editors_writtendraft_id_user_id_2716d071_uniq" ON "laws_writtendraft_editors" ("writtendraft_id", "user_id");
CREATE INDEX "laws_writtendraft_network_id_30396c6a" ON "laws_writtendraft" ("network_id");
CREATE INDEX "ledger_by_day" ON "ledger_exchange" ("day" DESC, "number" DESC);
CREATE INDEX "ledger_columnmapping_created_by_id_d8e3dcda" ON "ledger_columnmapping" ("created_by_id");
CREATE INDEX "ledger_cosignature_checkpoint_id_889c5333" ON "ledger_cosignature" ("checkpoint_id");
CREATE INDEX "ledger_cosignature_witness_id_6911b273" ON "ledger_cosignature" ("witness_id");
CREATE INDEX "ledger_countdispute_created_by_id_e3a272ed" ON "ledger_countdispute" ("created_by_id");
CREATE INDEX "ledger_countdispute_thread_id_0d19ce49" ON "ledger_countdispute" ("thread_id");
CREATE INDEX "ledger_exchange_answers_id_e163e61f" ON "ledger_exchange" ("answers_id");
CREATE INDEX "ledger_exchange_authority_id_f1bd8f7e" ON "ledger_exchange" ("authority_id");
CREATE INDEX "ledger_exchange_consultation_id_f0268213" ON "ledger_exchange" ("consultation_id");
CREATE INDEX "ledger_exchange_created_by_id_b03197a3" ON "ledger_exchange" ("created_by_id");
CREATE INDEX "ledger_exchange_network_id_90a8c4ed" ON "ledger_exchange" ("network_id");
CREATE INDEX "ledger_exchange_organisation_id_fe1db45a" ON "ledger_exchange" ("organisation_id");
CREATE INDEX "ledger_exchange_passed_to_id_f1800850" ON "ledger_exchange" ("passed_to_id");
CREATE INDEX "ledger_exchange_thread_id_a09b10ab" ON "ledger_exchange" ("thread_id");
CREATE INDEX "ledger_exchangedocument_exchange_id_a71f2cb0" ON "ledger_exchangedocument" ("exchange_id");
CREATE INDEX "ledger_logentry_holder_id_655edc58" ON "ledger_logentry" ("holder_id");
CREATE INDEX "ledger_logopening_entry_id_1b6451df" ON "ledger_logopening" ("entry_id");
CREATE INDEX "ledger_tableimport_created_by_id_6d7e2a37" ON "ledger_tableimport" ("created_by_id");
CREATE INDEX "ledger_tableimport_mapping_id_7fbca60c" ON "ledger_tableimport" ("mapping_id");
CREATE INDEX "ledger_thread_due_on_887bca6b" ON "ledger_thread" ("due_on");
CREATE INDEX "ledger_thread_ground_id_837ff90b" ON "ledger_thread" ("ground_id");
CREATE INDEX "ledger_thread_meaning_by_id_811688a0" ON "ledger_thread" ("meaning_by_id");
CREATE INDEX "ledger_witness_created_by_id_e9912351" ON "ledger_witness" ("created_by_id");
CREATE INDEX "ledger_witness_organisation_id_ea3be470" ON "ledger_witness" ("organisation_id");
CREATE INDEX "log_by_subject" ON "ledger_logentry" ("subject_type", "subject_id");
CREATE INDEX "mails_by_when_due" ON "notifications_mail" ("state", "due_at");
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE INDEX "networks_coordination_network_id_c8973e93" ON "networks_coordination" ("network_id");
CREATE INDEX "networks_coordination_person_id_64247518" ON "networks_coordination" ("person_id");
CREATE INDEX "networks_dutyreminder_network_id_83c645b9" ON "networks_dutyreminder" ("network_id");
CREATE INDEX "networks_dutyreminder_organisation_id_b0b04f77" ON "networks_dutyreminder" ("organisation_id");
CREATE INDEX "networks_dutyreminder_sent_by_id_eb6e88ea" ON "networks_dutyreminder" ("sent_by_id");
CREATE INDEX "networks_formername_network_id_26d55b81" ON "networks_formername" ("network_id");
CREATE INDEX "networks_forwardingline_declared_by_id_33dfbba6" ON "networks_forwardingline" ("declared_by_id");
CREATE INDEX "networks_forwardingline_lower_id_faa4d712" ON "networks_forwardingline" ("lower_id");
CREATE INDEX "networks_forwardingline_upper_id_38c8bf23" ON "networks_forwardingline" ("upper_id");
CREATE INDEX "networks_invitation_by_id_2a9db243" ON "networks_invitation" ("created_by_id");
CREATE INDEX "networks_invitation_network_id_d2745231" ON "networks_invitation" ("network_id");
CREATE INDEX "networks_invitation_organisation_id_afec306c" ON "networks_invitation" ("organisation_id");
CREATE INDEX "networks_membership_network_id_eb69914f" ON "networks_membership" ("network_id");
CREATE INDEX "networks_membership_organisation_id_97ae28b2" ON "networks_membership" ("organisation_id");
CREATE INDEX "networks_membershiprequest_asked_by_id_44dd64d6" ON "networks_membershiprequest" ("asked_by_id");
CREATE INDEX "networks_membershiprequest_network_id_1892cc7d" ON "networks_membershiprequest" ("network_id");
CREATE INDEX "networks_membershiprequest_organisation_id_dc2963e6" ON "networks_membershiprequest" ("organisation_id");
CREATE INDEX "networks_membershiprequest_settled_by_id_6d93a956" ON "networks_membershiprequest" ("settled_by_id");
CREATE INDEX "networks_network_coordinators_network_id_8d254add" ON "networks_network_coordinators" ("network_id");
CREATE UNIQUE INDEX "networks_network_coordinators_network_id_user_id_39a408d6_uniq" ON "networks_network_coordinators" ("network_id", "user_id");
CREATE INDEX "networks_network_coordinators_user_id_cd8b54b3" ON "networks_network_coordinators" ("user_id");
CREATE UNIQUE INDEX "new_words_typed_once" ON "laws_draftwords" ("person_id", "draft_id", "key") WHERE "provision_id" IS NULL;
CREATE INDEX "notifications_following_follower_id_52a09885" ON "notifications_following" ("follower_id");
CREATE INDEX "notifications_mail_person_id_aeab9631" ON "notifications_mail" ("person_id");
CREATE UNIQUE INDEX "one_line_to_each" ON "networks_forwardingline" ("lower_id", "upper_id") WHERE "until" IS NULL;
CREATE UNIQUE INDEX "one_line_to_the_umbrella" ON "networks_forwardingline" ("lower_id") WHERE ("until" IS NULL AND "upper_id" IS NULL);
CREATE UNIQUE INDEX "one_offer_of_an_organisation" ON "research_researchoffer" ("request_id", "organisation_id") WHERE NOT ("state" = 'withdrawn');
CREATE UNIQUE INDEX "one_open_request_each" ON "networks_membershiprequest" ("network_id", "organisation_id") WHERE "state" = 'open';
CREATE UNIQUE INDEX "one_vote_per_organisation" ON "consultations_vote" ("statement_id", "organisation_id") WHERE "organisation_id" IS NOT NULL;
CREATE INDEX "operations_presence_seen_at_b6801374" ON "operations_presence" ("seen_at");
CREATE INDEX "organisations_by_name" ON "registry_organisation" ("kind", "sort_key_en", "id");
CREATE INDEX "organisations_by_pinyin" ON "registry_organisation" ("kind", "sort_key", "id");
CREATE INDEX "outcomes_handover_authority_id_410156e0" ON "outcomes_handover" ("authority_id");
CREATE INDEX "outcomes_handover_created_by_id_35193f97" ON "outcomes_handover" ("created_by_id");
CREATE INDEX "outcomes_handover_submission_id_bf07192c" ON "outcomes_handover" ("submission_id");
CREATE INDEX "outcomes_handoverreply_created_by_id_0e17c9b1" ON "outcomes_handoverreply" ("created_by_id");
CREATE INDEX "outcomes_handoverreply_handover_id_3a28a0d9" ON "outcomes_handoverreply" ("handover_id");
CREATE INDEX "outcomes_handoverreply_suggestion_id_8659d888" ON "outcomes_handoverreply" ("suggestion_id");
CREATE INDEX "outcomes_uptake_decided_by_id_3ac79b12" ON "outcomes_uptake" ("decided_by_id");
CREATE INDEX "pages_article_consultation_id_f56023a4" ON "pages_article" ("consultation_id");
CREATE INDEX "pages_article_initiative_id_250b13f9" ON "pages_article" ("initiative_id");
CREATE INDEX "pages_article_network_id_0a9cb9cc" ON "pages_article" ("network_id");
CREATE INDEX "pages_article_work_id_75d14be0" ON "pages_article" ("work_id");
CREATE INDEX "pages_articlepicture_page_id_ef5dac83" ON "pages_articlepicture" ("page_id");
CREATE INDEX "pages_articlepicture_picture_id_87c22ca2" ON "pages_articlepicture" ("picture_id");
CREATE INDEX "pages_articletag_content_object_id_41bc1f64" ON "pages_articletag" ("content_object_id");
CREATE INDEX "pages_articletag_tag_id_cb746d81" ON "pages_articletag" ("tag_id");
CREATE INDEX "pages_homepage_logo_id_2af47196" ON "pages_homepage" ("logo_id");
CREATE INDEX "pages_homepage_map_picture_id_7ee22ad6" ON "pages_homepage" ("map_picture_id");
CREATE INDEX "pages_importedpage_news_import_id_15e74ee3" ON "pages_importedpage" ("news_import_id");
CREATE INDEX "pages_importedpage_page_id_04200ea4" ON "pages_importedpage" ("page_id");
CREATE INDEX "pages_importedpage_pair_6d585d2a" ON "pages_importedpage" ("pair");
CREATE INDEX "pages_newsletterissue_created_by_id_e51f76d9" ON "pages_newsletterissue" ("created_by_id");
CREATE INDEX "pages_picture_created_by_id_fdb1c42c" ON "pages_picture" ("created_by_id");
CREATE INDEX "pages_picture_sha256_850d6693" ON "pages_picture" ("sha256");
CREATE INDEX "pages_picturefile_picture_id_8712cb75" ON "pages_picturefile" ("picture_id");
CREATE INDEX "personal_erasure_by_id_d008ecc1" ON "personal_erasure" ("settled_by_id");
CREATE INDEX "personal_erasure_person_id_959119dc" ON "personal_erasure" ("person_id");
CREATE INDEX "proposals_edition_by_id_17205b54" ON "proposals_proposalversion" ("created_by_id");
CREATE INDEX "proposals_edition_proposal_id_392c10df" ON "proposals_proposalversion" ("proposal_id");
CREATE INDEX "proposals_forwardeditem_forwarding_id_bfa00840" ON "proposals_forwardeditem" ("forwarding_id");
CREATE INDEX "proposals_forwardeditem_settled_by_id_d465f4d6" ON "proposals_forwardeditem" ("settled_by_id");
CREATE INDEX "proposals_forwardeditem_statement_id_e8c16d84" ON "proposals_forwardeditem" ("statement_id");
CREATE INDEX "proposals_forwardeditem_suggestion_id_35dce0aa" ON "proposals_forwardeditem" ("suggestion_id");
CREATE INDEX "proposals_forwardeditem_taken_statement_id_910a8afe" ON "proposals_forwardeditem" ("taken_statement_id");
CREATE INDEX "proposals_forwarding_forwarded_by_id_ce4c629b" ON "proposals_forwarding" ("forwarded_by_id");
CREATE INDEX "proposals_forwarding_origin_id_60205657" ON "proposals_forwarding" ("origin_id");
CREATE INDEX "proposals_forwarding_target_id_5bba478c" ON "proposals_forwarding" ("target_id");
CREATE INDEX "proposals_forwarding_version_id_d826ff7a" ON "proposals_forwarding" ("version_id");
CREATE INDEX "proposals_minorityopinion_by_id_5304847d" ON "proposals_minorityopinion" ("created_by_id");
CREATE INDEX "proposals_minorityopinion_edition_id_cd365d67" ON "proposals_minorityopinion" ("version_id");
CREATE INDEX "proposals_minorityopinion_organisation_id_03775cc1" ON "proposals_minorityopinion" ("organisation_id");
CREATE INDEX "proposals_remark_by_id_fbb15805" ON "proposals_remark" ("created_by_id");
CREATE INDEX "proposals_remark_edition_id_b1d676d9" ON "proposals_remark" ("version_id");
CREATE INDEX "proposals_remark_suggestion_id_5128adcf" ON "proposals_remark" ("suggestion_id");
CREATE INDEX "proposals_reply_by_id_18f28511" ON "outcomes_reply" ("created_by_id");
CREATE INDEX "proposals_s_version_01e160_idx" ON "proposals_suggestion" ("version_id", "unit");
CREATE INDEX "proposals_signature_by_id_905369ef" ON "proposals_signature" ("created_by_id");
CREATE INDEX "proposals_signature_edition_id_ab9f8b8d" ON "proposals_signature" ("version_id");
CREATE INDEX "proposals_signature_organisation_id_097fe279" ON "proposals_signature" ("organisation_id");
CREATE INDEX "proposals_submission_authority_id_803f83f0" ON "outcomes_submission" ("authority_id");
CREATE INDEX "proposals_submission_by_id_635f5410" ON "outcomes_submission" ("created_by_id");
CREATE INDEX "proposals_suggestion_groups_group_id_3c9077ff" ON "proposals_suggestion_groups" ("group_id");
CREATE INDEX "proposals_suggestion_groups_suggestion_id_39f24b79" ON "proposals_suggestion_groups" ("suggestion_id");
CREATE UNIQUE INDEX "proposals_suggestion_groups_suggestion_id_group_id_490dcc9a_uniq" ON "proposals_suggestion_groups" ("suggestion_id", "group_id");
CREATE INDEX "proposals_suggestion_version_id_1d902091" ON "proposals_suggestion" ("version_id");
CREATE INDEX "provisions_by_foreign_eid" ON "laws_provision" ("expression_id", "foreign_eid") WHERE NOT ("foreign_eid" = '');
CREATE INDEX "provisions_of_a_draft" ON "laws_draftprovision" ("draft_id", "position");
CREATE INDEX "referenceindex_source_object" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id");
CREATE INDEX "referenceindex_target_object" ON "wagtailcore_referenceindex" ("to_content_type_id", "to_object_id");
CREATE INDEX "registry_calendarday_calendar_id_e77eee34" ON "registry_calendarday" ("calendar_id");
CREATE INDEX "registry_changeevent_file_import_id_cbd415b3" ON "registry_changeevent" ("file_import_id");
CREATE INDEX "registry_changeevent_recorded_by_id_ea826a50" ON "registry_changeevent" ("recorded_by_id");
CREATE INDEX "registry_changeside_event_id_7f77b771" ON "registry_changeside" ("event_id");
CREATE INDEX "registry_changeside_organisation_id_cd79c5a0" ON "registry_changeside" ("organisation_id");
CREATE INDEX "registry_contextevent_focuses_contextevent_id_f29d8376" ON "registry_contextevent_focuses" ("contextevent_id");
CREATE UNIQUE INDEX "registry_contextevent_focuses_contextevent_id_focusarea_id_c50d346e_uniq" ON "registry_contextevent_focuses" ("contextevent_id", "focusarea_id");
CREATE INDEX "registry_contextevent_focuses_focusarea_id_dd636bbe" ON "registry_contextevent_focuses" ("focusarea_id");
CREATE INDEX "registry_contextevent_recorded_by_id_dbc2b9d8" ON "registry_contextevent" ("recorded_by_id");
CREATE INDEX "registry_fact_file_import_id_e07150ff" ON "registry_fact" ("file_import_id");
CREATE INDEX "registry_fact_organisation_id_b996bfe7" ON "registry_fact" ("organisation_id");
CREATE INDEX "registry_fact_recorded_by_id_6794a1f1" ON "registry_fact" ("recorded_by_id");
CREATE INDEX "registry_fact_withdrawn_by_import_id_2c4cd940" ON "registry_fact" ("withdrawn_by_import_id");
CREATE INDEX "registry_fileimport_created_by_id_6ed6e379" ON "registry_fileimport" ("created_by_id");
CREATE INDEX "registry_focusarea_merged_into_id_fc0fdfae" ON "registry_focusarea" ("merged_into_id");
CREATE INDEX "registry_focuschange_created_by_id_3c5152e1" ON "registry_focuschange" ("created_by_id");
CREATE INDEX "registry_focuschange_focus_id_33231c73" ON "registry_focuschange" ("focus_id");
CREATE INDEX "registry_formerseat_organisation_id_63a1a0df" ON "registry_formerseat" ("organisation_id");
CREATE INDEX "registry_formerseat_user_id_e2a2be7d" ON "registry_formerseat" ("user_id");
CREATE INDEX "registry_organisation_due_on_254cdd42" ON "registry_organisation" ("due_on");
CREATE INDEX "registry_organisation_file_import_id_43d9ec26" ON "registry_organisation" ("file_import_id");
CREATE INDEX "registry_seat_organisation_id_1ae6035e" ON "registry_seat" ("organisation_id");
CREATE INDEX "registry_seat_user_id_3b2c2e97" ON "registry_seat" ("user_id");
CREATE UNIQUE INDEX "reminded_once_of_an_occasion" ON "notifications_mail" ("person_id", "occasion") WHERE NOT ("occasion" = '');
CREATE INDEX "reminders_by_duty" ON "networks_dutyreminder" ("network_id", "duty", "organisation_id");
CREATE INDEX "research_lawtrace_consultation_id_591db806" ON "research_lawtrace" ("consultation_id");
CREATE INDEX "research_lawtrace_decided_by_id_9da12159" ON "research_lawtrace" ("decided_by_id");
CREATE INDEX "research_lawtrace_work_id_de50e33c" ON "research_lawtrace" ("work_id");
CREATE INDEX "research_prize_body_id_c022ac1c" ON "research_prize" ("body_id");
CREATE INDEX "research_prize_created_by_id_82bd23c1" ON "research_prize" ("created_by_id");
CREATE INDEX "research_prize_work_id_5a2723ce" ON "research_prize" ("work_id");
CREATE INDEX "research_researchoffer_created_by_id_6293412b" ON "research_researchoffer" ("created_by_id");
CREATE INDEX "research_researchoffer_organisation_id_bceae212" ON "research_researchoffer" ("organisation_id");
CREATE INDEX "research_researchoffer_request_id_b5cb76ac" ON "research_researchoffer" ("request_id");
CREATE INDEX "research_researchrequest_authority_id_f77ff92b" ON "research_researchrequest" ("authority_id");
CREATE INDEX "research_researchrequest_created_by_id_853078fb" ON "research_researchrequest" ("created_by_id");
CREATE INDEX "research_researchrequest_network_id_af38a002" ON "research_researchrequest" ("network_id");
CREATE INDEX "research_researchrequest_organisation_id_e4819dea" ON "research_researchrequest" ("organisation_id");
CREATE INDEX "research_work_commissioner_id_a6bd149f" ON "research_work" ("commissioner_id");
CREATE INDEX "research_work_created_by_id_e1410201" ON "research_work" ("created_by_id");
CREATE INDEX "research_work_network_id_f62a692d" ON "research_work" ("network_id");
CREATE INDEX "research_work_organisation_id_0060df68" ON "research_work" ("organisation_id");
CREATE INDEX "research_work_request_id_0c6e9452" ON "research_work" ("request_id");
CREATE INDEX "research_work_year_835f2996" ON "research_work" ("year");
CREATE INDEX "research_workauthor_organisation_id_5f598056" ON "research_workauthor" ("organisation_id");
CREATE INDEX "research_workauthor_user_id_5fde55dc" ON "research_workauthor" ("user_id");
CREATE INDEX "research_workauthor_work_id_2d06be83" ON "research_workauthor" ("work_id");
CREATE INDEX "research_workfile_version_id_42d1733c" ON "research_workfile" ("version_id");
CREATE INDEX "research_worktheme_focus_18a89984" ON "research_worktheme" ("focus");
CREATE INDEX "research_worktheme_work_id_45bc6329" ON "research_worktheme" ("work_id");
CREATE INDEX "research_workuse_authority_id_98aa8107" ON "research_workuse" ("authority_id");
CREATE INDEX "research_workuse_consultation_id_73421095" ON "research_workuse" ("consultation_id");
CREATE INDEX "research_workuse_created_by_id_42ef9e10" ON "research_workuse" ("created_by_id");
CREATE INDEX "research_workuse_work_id_c35c2702" ON "research_workuse" ("work_id");
CREATE INDEX "research_workversion_created_by_id_71c51c60" ON "research_workversion" ("created_by_id");
CREATE INDEX "research_workversion_work_id_0ad99384" ON "research_workversion" ("work_id");
CREATE INDEX "returns_return_accepted_by_id_740cc361" ON "returns_return" ("accepted_by_id");
CREATE INDEX "returns_return_organisation_id_cec8adfd" ON "returns_return" ("organisation_id");
CREATE INDEX "returns_return_round_id_c7fc854e" ON "returns_return" ("round_id");
CREATE INDEX "returns_return_sent_by_id_88d0a1bd" ON "returns_return" ("sent_by_id");
CREATE INDEX "returns_return_table_id_f423a968" ON "returns_return" ("table_id");
CREATE INDEX "returns_returnround_asked_organisation_id_569c5ff9" ON "returns_returnround_asked" ("organisation_id");
CREATE INDEX "returns_returnround_asked_returnround_id_80b2db68" ON "returns_returnround_asked" ("returnround_id");
CREATE UNIQUE INDEX "returns_returnround_asked_returnround_id_organisation_id_f59843b2_uniq" ON "returns_returnround_asked" ("returnround_id", "organisation_id");
CREATE INDEX "returns_returnround_created_by_id_948cface" ON "returns_returnround" ("created_by_id");
CREATE INDEX "returns_returntable_created_by_id_a0e8d666" ON "returns_returntable" ("created_by_id");
CREATE INDEX "returns_returntable_round_id_d1300337" ON "returns_returntable" ("round_id");
CREATE INDEX "taggit_tagg_content_8fc721_idx" ON "taggit_taggeditem" ("content_type_id", "object_id");
CREATE INDEX "taggit_taggeditem_content_type_id_9957a03c" ON "taggit_taggeditem" ("content_type_id");
CREATE INDEX "taggit_taggeditem_object_id_e2d7d1df" ON "taggit_taggeditem" ("object_id");
CREATE INDEX "taggit_taggeditem_tag_id_f4f5b767" ON "taggit_taggeditem" ("tag_id");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE UNIQUE INDEX "unique_in_progress_workflow" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id") WHERE "status" IN ('in_progress', 'needs_changes');
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "units_of_an_expression" ON "laws_provision" ("expression_id", "unit", "position");
CREATE TRIGGER update_wagtailsearch_indexentry_fts AFTER UPDATE ON wagtailsearch_indexentry BEGIN UPDATE wagtailsearch_indexentry_fts SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id; END;
CREATE INDEX "wagtail_localize_localesynchronization_sync_from_id_1bc4c2eb" ON "wagtail_localize_localesynchronization" ("sync_from_id");
CREATE INDEX "wagtail_localize_overridablesegment_context_id_eed8c388" ON "wagtail_localize_overridablesegment" ("context_id");
CREATE INDEX "wagtail_localize_overridablesegment_source_id_5720ac20" ON "wagtail_localize_overridablesegment" ("source_id");
CREATE INDEX "wagtail_localize_relatedobjectsegment_context_id_c0a725be" ON "wagtail_localize_relatedobjectsegment" ("context_id");
CREATE INDEX "wagtail_localize_relatedobjectsegment_object_id_6c7b58df" ON "wagtail_localize_relatedobjectsegment" ("object_id");
CREATE INDEX "wagtail_localize_relatedobjectsegment_source_id_9a3b1373" ON "wagtail_localize_relatedobjectsegment" ("source_id");
CREATE INDEX "wagtail_localize_segmentoverride_context_id_f827efe0" ON "wagtail_localize_segmentoverride" ("context_id");
CREATE INDEX "wagtail_localize_segmentoverride_last_translated_by_id_a86448fc" ON "wagtail_localize_segmentoverride" ("last_translated_by_id");
CREATE INDEX "wagtail_localize_segmentoverride_locale_id_b1673d41" ON "wagtail_localize_segmentoverride" ("locale_id");
CREATE INDEX "wagtail_localize_string_locale_id_2cded126" ON "wagtail_localize_string" ("locale_id");
CREATE UNIQUE INDEX "wagtail_localize_string_locale_id_data_hash_bae71852_uniq" ON "wagtail_localize_string" ("locale_id", "data_hash");
CREATE INDEX "wagtail_localize_stringsegment_context_id_63235539" ON "wagtail_localize_stringsegment" ("context_id");
CREATE INDEX "wagtail_localize_stringsegment_source_id_5804129f" ON "wagtail_localize_stringsegment" ("source_id");
CREATE INDEX "wagtail_localize_stringsegment_string_id_6356d5ec" ON "wagtail_localize_stringsegment" ("string_id");
CREATE INDEX "wagtail_localize_stringtranslation_context_id_3cc13049" ON "wagtail_localize_stringtranslation" ("context_id");
CREATE INDEX "wagtail_localize_stringtranslation_last_translated_by_id_764c7a3f" ON "wagtail_localize_stringtranslation" ("last_translated_by_id");
CREATE INDEX "wagtail_localize_stringtranslation_locale_id_b9e3730d" ON "wagtail_localize_stringtranslation" ("locale_id");
CREATE UNIQUE INDEX "wagtail_localize_stringtranslation_locale_id_translation_of_id_context_id_d2d59359_uniq" ON "wagtail_localize_stringtranslation" ("locale_id", "translation_of_id", "context_id");
CREATE INDEX "wagtail_localize_stringtranslation_translation_of_id_8eef01d0" ON "wagtail_localize_stringtranslation" ("translation_of_id");
CREATE INDEX "wagtail_localize_templatesegment_context_id_81456b25" ON "wagtail_localize_templatesegment" ("context_id");
CREATE INDEX "wagtail_localize_templatesegment_source_id_26b89dc6" ON "wagtail_localize_templatesegment" ("source_id");
CREATE INDEX "wagtail_localize_templatesegment_template_id_c370b3c8" ON "wagtail_localize_templatesegment" ("template_id");
CREATE INDEX "wagtail_localize_translatableobject_content_type_id_0d6c5139" ON "wagtail_localize_translatableobject" ("content_type_id");
CREATE UNIQUE INDEX "wagtail_localize_translatableobject_content_type_id_translation_key_de875339_uniq" ON "wagtail_localize_translatableobject" ("content_type_id", "translation_key");
CREATE INDEX "wagtail_localize_translation_source_id_e326e1e3" ON "wagtail_localize_translation" ("source_id");
CREATE UNIQUE INDEX "wagtail_localize_translation_source_id_target_locale_id_7e943cf8_uniq" ON "wagtail_localize_translation" ("source_id", "target_locale_id");
CREATE INDEX "wagtail_localize_translation_target_locale_id_8c524f73" ON "wagtail_localize_translation" ("target_locale_id");
CREATE INDEX "wagtail_localize_translationcontext_object_id_86263ce7" ON "wagtail_localize_translationcontext" ("object_id");
CREATE UNIQUE INDEX "wagtail_localize_translationcontext_object_id_path_id_c7f5d707_uniq" ON "wagtail_localize_translationcontext" ("object_id", "path_id");
CREATE INDEX "wagtail_localize_translationlog_locale_id_37619cb4" ON "wagtail_localize_translationlog" ("locale_id");
CREATE INDEX "wagtail_localize_translationlog_revision_id_e3b62278" ON "wagtail_localize_translationlog" ("revision_id");
CREATE INDEX "wagtail_localize_translationlog_source_id_7228923e" ON "wagtail_localize_translationlog" ("source_id");
CREATE INDEX "wagtail_localize_translationsource_locale_id_0ac264c0" ON "wagtail_localize_translationsource" ("locale_id");
CREATE INDEX "wagtail_localize_translationsource_object_id_6a078fd2" ON "wagtail_localize_translationsource" ("object_id");
CREATE UNIQUE INDEX "wagtail_localize_translationsource_object_id_locale_id_fb6a8d8e_uniq" ON "wagtail_localize_translationsource" ("object_id", "locale_id");
CREATE INDEX "wagtail_localize_translationsource_specific_content_type_id_3095eb76" ON "wagtail_localize_translationsource" ("specific_content_type_id");
CREATE INDEX "wagtailadmi_content_717955_idx" ON "wagtailadmin_editingsession" ("content_type_id", "object_id");
CREATE INDEX "wagtailadmin_editingsession_content_type_id_4df7730e" ON "wagtailadmin_editingsession" ("content_type_id");
CREATE INDEX "wagtailadmin_editingsession_user_id_6e1a9b70" ON "wagtailadmin_editingsession" ("user_id");
CREATE INDEX "wagtailadmin_formstate_content_type_id_e32438b3" ON "wagtailadmin_formstate" ("content_type_id");
CREATE INDEX "wagtailadmin_formstate_user_id_b910adc2" ON "wagtailadmin_formstate" ("user_id");
CREATE INDEX "wagtailcore_apitoken_user_id_49b1141b" ON "wagtailcore_apitoken" ("user_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_collection_id_761908ec" ON "wagtailcore_collectionviewrestriction" ("collection_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_47320efd" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id");
CREATE UNIQUE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_group_id_988995ae_uniq" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3" ON "wagtailcore_collectionviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_comment_page_id_108444b5" ON "wagtailcore_comment" ("page_id");
CREATE INDEX "wagtailcore_comment_resolved_by_id_a282aa0e" ON "wagtailcore_comment" ("resolved_by_id");
CREATE INDEX "wagtailcore_comment_revision_created_id_1d058279" ON "wagtailcore_comment" ("revision_created_id");
CREATE INDEX "wagtailcore_comment_user_id_0c577ca6" ON "wagtailcore_comment" ("user_id");
CREATE INDEX "wagtailcore_commentreply_comment_id_afc7e027" ON "wagtailcore_commentreply" ("comment_id");
CREATE INDEX "wagtailcore_commentreply_user_id_d0b3b9c3" ON "wagtailcore_commentreply" ("user_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_group_id_2e64b61f" ON "wagtailcore_groupapprovaltask_groups" ("group_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_9a9255ea" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id");
CREATE UNIQUE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_group_id_bb5ee7eb_uniq" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id", "group_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_collection_id_5423575a" ON "wagtailcore_groupcollectionpermission" ("collection_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_group_id_05d61460" ON "wagtailcore_groupcollectionpermission" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_groupcollectionpermission_group_id_collection_id_permission_id_a21cefe9_uniq" ON "wagtailcore_groupcollectionpermission" ("group_id", "collection_id", "permission_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_permission_id_1b626275" ON "wagtailcore_groupcollectionpermission" ("permission_id");
CREATE INDEX "wagtailcore_grouppagepermission_group_id_fc07e671" ON "wagtailcore_grouppagepermission" ("group_id");
CREATE INDEX "wagtailcore_grouppagepermission_page_id_710b114a" ON "wagtailcore_grouppagepermission" ("page_id");
CREATE INDEX "wagtailcore_grouppagepermission_permission_id_05acb22e" ON "wagtailcore_grouppagepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_group_id_e5cdbee4" ON "wagtailcore_groupsitepermission" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_groupsitepermission_group_id_site_id_permission_id_a58ee30d_uniq" ON "wagtailcore_groupsitepermission" ("group_id", "site_id", "permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_permission_id_459b1f38" ON "wagtailcore_groupsitepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_site_id_245de488" ON "wagtailcore_groupsitepermission" ("site_id");
CREATE INDEX "wagtailcore_modellogentry_action_d2d856ee" ON "wagtailcore_modellogentry" ("action");
CREATE INDEX "wagtailcore_modellogentry_content_changed_8bc39742" ON "wagtailcore_modellogentry" ("content_changed");
CREATE INDEX "wagtailcore_modellogentry_content_type_id_68849e77" ON "wagtailcore_modellogentry" ("content_type_id");
CREATE INDEX "wagtailcore_modellogentry_object_id_e0e7d4ef" ON "wagtailcore_modellogentry" ("object_id");
CREATE INDEX "wagtailcore_modellogentry_revision_id_df6ca33a" ON "wagtailcore_modellogentry" ("revision_id");
CREATE INDEX "wagtailcore_modellogentry_timestamp_9694521b" ON "wagtailcore_modellogentry" ("timestamp");
CREATE INDEX "wagtailcore_modellogentry_user_id_0278d1bf" ON "wagtailcore_modellogentry" ("user_id");
CREATE INDEX "wagtailcore_page_alias_of_id_12945502" ON "wagtailcore_page" ("alias_of_id");
CREATE INDEX "wagtailcore_page_content_type_id_c28424df" ON "wagtailcore_page" ("content_type_id");
CREATE INDEX "wagtailcore_page_first_published_at_2b5dd637" ON "wagtailcore_page" ("first_published_at");
CREATE INDEX "wagtailcore_page_latest_revision_id_e60fef51" ON "wagtailcore_page" ("latest_revision_id");
CREATE INDEX "wagtailcore_page_live_revision_id_930bd822" ON "wagtailcore_page" ("live_revision_id");
CREATE INDEX "wagtailcore_page_locale_id_3c7e30a6" ON "wagtailcore_page" ("locale_id");
CREATE INDEX "wagtailcore_page_locked_by_id_bcb86245" ON "wagtailcore_page" ("locked_by_id");
CREATE INDEX "wagtailcore_page_owner_id_fbf7c332" ON "wagtailcore_page" ("owner_id");
CREATE INDEX "wagtailcore_page_slug_e7c11b8f" ON "wagtailcore_page" ("slug");
CREATE UNIQUE INDEX "wagtailcore_page_translation_key_locale_id_9b041bad_uniq" ON "wagtailcore_page" ("translation_key", "locale_id");
CREATE INDEX "wagtailcore_pagelogentry_action_c2408198" ON "wagtailcore_pagelogentry" ("action");
CREATE INDEX "wagtailcore_pagelogentry_content_changed_99f27ade" ON "wagtailcore_pagelogentry" ("content_changed");
CREATE INDEX "wagtailcore_pagelogentry_content_type_id_74e7708a" ON "wagtailcore_pagelogentry" ("content_type_id");
CREATE INDEX "wagtailcore_pagelogentry_page_id_8464e327" ON "wagtailcore_pagelogentry" ("page_id");
CREATE INDEX "wagtailcore_pagelogentry_revision_id_8043d103" ON "wagtailcore_pagelogentry" ("revision_id");
CREATE INDEX "wagtailcore_pagelogentry_timestamp_deb774c4" ON "wagtailcore_pagelogentry" ("timestamp");
CREATE INDEX "wagtailcore_pagelogentry_user_id_604ccfd8" ON "wagtailcore_pagelogentry" ("user_id");
CREATE INDEX "wagtailcore_pagesubscription_page_id_a085e7a6" ON "wagtailcore_pagesubscription" ("page_id");
CREATE UNIQUE INDEX "wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq" ON "wagtailcore_pagesubscription" ("page_id", "user_id");
CREATE INDEX "wagtailcore_pagesubscription_user_id_89d7def9" ON "wagtailcore_pagesubscription" ("user_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_group_id_6460f223" ON "wagtailcore_pageviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_f147a99a" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id");
CREATE UNIQUE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_group_id_d23f80bb_uniq" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_page_id_15a8bea6" ON "wagtailcore_pageviewrestriction" ("page_id");
CREATE INDEX "wagtailcore_referenceindex_base_content_type_id_313cf40f" ON "wagtailcore_referenceindex" ("base_content_type_id");
CREATE UNIQUE INDEX "wagtailcore_referenceindex_base_content_type_id_object_id_to_content_type_id_to_object_id_content_path_hash_9e6ccd6a_uniq" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id", "to_content_type_id", "to_object_id", "content_path_hash");
CREATE INDEX "wagtailcore_referenceindex_content_type_id_766e0336" ON "wagtailcore_referenceindex" ("content_type_id");
CREATE INDEX "wagtailcore_referenceindex_to_content_type_id_93690bbd" ON "wagtailcore_referenceindex" ("to_content_type_id");
CREATE INDEX "wagtailcore_revision_approved_go_live_at_88d3dee5" ON "wagtailcore_revision" ("approved_go_live_at");
CREATE INDEX "wagtailcore_revision_base_content_type_id_5b4ef7bd" ON "wagtailcore_revision" ("base_content_type_id");
CREATE INDEX "wagtailcore_revision_content_type_id_c8cb69c0" ON "wagtailcore_revision" ("content_type_id");
CREATE INDEX "wagtailcore_revision_created_at_81450aa6" ON "wagtailcore_revision" ("created_at");
CREATE INDEX "wagtailcore_revision_user_id_03df83b0" ON "wagtailcore_revision" ("user_id");
CREATE INDEX "wagtailcore_site_hostname_96b20b46" ON "wagtailcore_site" ("hostname");
CREATE UNIQUE INDEX "wagtailcore_site_hostname_port_2c626d70_uniq" ON "wagtailcore_site" ("hostname", "port");
CREATE INDEX "wagtailcore_site_root_page_id_e02fb95c" ON "wagtailcore_site" ("root_page_id");
CREATE INDEX "wagtailcore_task_content_type_id_249ab8ba" ON "wagtailcore_task" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_content_type_id_0a758fdc" ON "wagtailcore_taskstate" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_finished_by_id_13f98229" ON "wagtailcore_taskstate" ("finished_by_id");
CREATE INDEX "wagtailcore_taskstate_revision_id_df25a499" ON "wagtailcore_taskstate" ("revision_id");
CREATE INDEX "wagtailcore_taskstate_task_id_c3677c34" ON "wagtailcore_taskstate" ("task_id");
CREATE INDEX "wagtailcore_taskstate_workflow_state_id_9239a775" ON "wagtailcore_taskstate" ("workflow_state_id");
CREATE INDEX "wagtailcore_uploadedfile_for_content_type_id_b0fc87b2" ON "wagtailcore_uploadedfile" ("for_content_type_id");
CREATE INDEX "wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8" ON "wagtailcore_uploadedfile" ("uploaded_by_user_id");
CREATE INDEX "wagtailcore_uuid_06a44d_idx" ON "wagtailcore_pagelogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_uuid_d6363b_idx" ON "wagtailcore_modellogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_workflowcontenttype_workflow_id_9aad7cd2" ON "wagtailcore_workflowcontenttype" ("workflow_id");
CREATE INDEX "wagtailcore_workflowpage_workflow_id_56f56ff6" ON "wagtailcore_workflowpage" ("workflow_id");
CREATE INDEX "wagtailcore_workflowstate_base_content_type_id_a30dc576" ON "wagtailcore_workflowstate" ("base_content_type_id");
CREATE INDEX "wagtailcore_workflowstate_content_type_id_2bb78ce1" ON "wagtailcore_workflowstate" ("content_type_id");
CREATE INDEX "wagtailcore_workflowstate_requested_by_id_4090bca3" ON "wagtailcore_workflowstate" ("requested_by_id");
CREATE INDEX "wagtailcore_workflowstate_workflow_id_1f18378f" ON "wagtailcore_workflowstate" ("workflow_id");
CREATE INDEX "wagtailcore_workflowtask_task_id_ce7716fe" ON "wagtailcore_workflowtask" ("task_id");
CREATE INDEX "wagtailcore_workflowtask_workflow_id_b9717175" ON "wagtailcore_workflowtask" ("workflow_id");
CREATE UNIQUE INDEX "wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq" ON "wagtailcore_workflowtask" ("workflow_id", "task_id");
CREATE INDEX "wagtaildocs_document_collection_id_23881625" ON "wagtaildocs_document" ("collection_id");
CREATE INDEX "wagtaildocs_document_uploaded_by_user_id_17258b41" ON "wagtaildocs_document" ("uploaded_by_user_id");
CREATE INDEX "wagtailembeds_embed_cache_until_26c94bb0" ON "wagtailembeds_embed" ("cache_until");
CREATE INDEX "wagtailforms_formsubmission_page_id_e48e93e7" ON "wagtailforms_formsubmission" ("page_id");
CREATE INDEX "wagtailimages_image_collection_id_c2f8af7e" ON "wagtailimages_image" ("collection_id");
CREATE INDEX "wagtailimages_image_created_at_86fa6cd4" ON "wagtailimages_image" ("created_at");
CREATE INDEX "wagtailimages_image_file_hash_fb5bbb23" ON "wagtailimages_image" ("file_hash");
CREATE INDEX "wagtailimages_image_uploaded_by_user_id_5d73dc75" ON "wagtailimages_image" ("uploaded_by_user_id");
CREATE INDEX "wagtailimages_rendition_filter_spec_1cba3201" ON "wagtailimages_rendition" ("filter_spec");
CREATE INDEX "wagtailimages_rendition_image_id_3e1fd774" ON "wagtailimages_rendition" ("image_id");
CREATE UNIQUE INDEX "wagtailimages_rendition_image_id_filter_spec_focal_point_key_323c8fe0_uniq" ON "wagtailimages_rendition" ("image_id", "filter_spec", "focal_point_key");
CREATE INDEX "wagtailredirects_redirect_old_path_bb35247b" ON "wagtailredirects_redirect" ("old_path");
CREATE UNIQUE INDEX "wagtailredirects_redirect_old_path_site_id_783622d7_uniq" ON "wagtailredirects_redirect" ("old_path", "site_id");
CREATE INDEX "wagtailredirects_redirect_redirect_page_id_b5728a8f" ON "wagtailredirects_redirect" ("redirect_page_id");
CREATE INDEX "wagtailredirects_redirect_site_id_780a0e1e" ON "wagtailredirects_redirect" ("site_id");
CREATE INDEX "wagtailsearch_indexentry_content_type_id_62ed694f" ON "wagtailsearch_indexentry" ("content_type_id");
CREATE UNIQUE INDEX "wagtailsearch_indexentry_content_type_id_object_id_bcd7ba73_uniq" ON "wagtailsearch_indexentry" ("content_type_id", "object_id");
CREATE INDEX "workflowstate_base_ct_id_idx" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id");
CREATE INDEX "workflowstate_ct_id_idx" ON "wagtailcore_workflowstate" ("content_type_id", "object_id");
CREATE INDEX "works_by_theme" ON "research_worktheme" ("focus", "work_id");
